import { Command } from 'commander';
import { wholeNumber } from '../options.ts';
import type { CliPorts } from '../ports.ts';
import type { SimulationOptions } from '../simulation/options.ts';
import { simulate } from '../simulation/simulate.ts';

/** The last day of simulated history unless said otherwise: fixed, so that the same seed gives the same bucket. */
export const DEFAULTS = { seed: 1, days: 14, endDate: '2026-11-20' } satisfies SimulationOptions;

/** `simulate`: a bucket of realistic history, and the truth about it. */
export function simulateCommand(ports: CliPorts): Command {
  return new Command('simulate')
    .summary('write a bucket of realistic kOps CI history, with the truth about it')
    .description(
      'Writes a directory laid out like a CI bucket: the kOps grid, upgrades, pipelines and presubmits, with flaky ' +
        'tests, regressions, outages and damaged files. What was put in is recorded in truth.json beside them.',
    )
    .argument('<dir>', 'directory to write')
    .option('--seed <number>', 'the same seed gives the same history', wholeNumber, DEFAULTS.seed)
    .option('--days <number>', 'days of history', wholeNumber, DEFAULTS.days)
    .option('--end-date <date>', 'last day of the history', DEFAULTS.endDate)
    .option('--scale <share>', 'share of the grid, from 0 to 1 (default: about a seventh)', Number)
    .addHelpText('after', '\nExample:\n  ci-signal simulate ./bucket --seed 7 --days 28\n')
    .action(async (directory: string, options: SimulationOptions) => {
      await writeSimulation(ports, directory, options);
    });
}

/** Writes the objects of a simulation below a directory, and `truth.json`. */
export async function writeSimulation(
  { files, terminal }: CliPorts,
  directory: string,
  options: SimulationOptions,
): Promise<void> {
  const progress = terminal.progress(`simulating ${options.days} days of history`);
  try {
    const { objects, truth } = simulate(options);
    let written = 0;
    for (const { name, body, updatedAt } of objects) {
      await files.write(`${directory}/${name}`, body, updatedAt);
      written++;
      if (written % 100 === 0) progress.update(`simulating: ${written} objects`);
    }
    await files.write(`${directory}/truth.json`, `${JSON.stringify(truth(), null, 2)}\n`);
    progress.done(`${written} objects of simulated history in ${directory} (seed ${options.seed})`);
  } finally {
    progress.stop();
  }
}
