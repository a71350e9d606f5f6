import { Command } from 'commander';
import { DEFAULTS, wholeNumber, worldOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';
import type { SimulationOptions } from '../simulation/options.ts';

/** Returns the command `simulate`, which writes a bucket of simulated history and the truth about it. */
export function simulateCommand(openPorts: OpenPorts): Command {
  return new Command('simulate')
    .summary('write a bucket of simulated kOps CI history, with the truth about it')
    .description(
      'Writes a directory with the layout of a CI bucket: the kOps grid, upgrades, pipelines and presubmits, with ' +
        'flaky tests, regressions, outages and damaged files. All faults are recorded in truth.json in the directory.',
    )
    .argument('<dir>', 'directory to write')
    .option('--seed <number>', 'the same seed gives the same history', wholeNumber, DEFAULTS.seed)
    .option('--days <number>', 'days of history', wholeNumber, DEFAULTS.days)
    .option('--end-date <date>', 'last day of the history', DEFAULTS.endDate)
    .option('--scale <share>', 'share of the grid, from 0 to 1 (default: about a seventh)', Number)
    .addOption(worldOption())
    .addHelpText('after', '\nExample:\n  ci-signal simulate ./bucket --seed 7 --days 28\n')
    .action(async (directory: string, options: SimulationOptions) => {
      const { writeSimulation } = await import('../actions/simulate.ts');
      await writeSimulation(await openPorts(), directory, options);
    });
}
