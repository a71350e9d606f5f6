import { Command } from 'commander';
import type { StartOptions } from '../actions/start.ts';
import { isGiven, mixOption, SIMULATED_BUCKET, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

const DESCRIPTION =
  'Ingests a bucket and prints an overview: builds, broken jobs, regressions, flaky tests and outages. ' +
  'Without a source it first simulates a week of kOps CI history in the directory ' +
  `./${SIMULATED_BUCKET}. That history is in ci.duckdb; another source has a warehouse of its own, a file with the ` +
  'name of its bucket, unless --warehouse names one.';

const EXAMPLES = `
Examples:
  ci-signal start
  ci-signal start gs://kubernetes-ci-logs/logs/e2e-kops-grid-calico-u2404-k35/
`;

/** Returns the command `start`, which ingests a bucket and prints an overview. */
export function startCommand(openPorts: OpenPorts, setExitCode: (code: number) => void): Command {
  return new Command('start')
    .summary('ingest a bucket, by default a simulated one, and print an overview')
    .description(DESCRIPTION)
    .argument('[source]', 'a directory, or gs://<bucket>/<prefix>; by default a simulated history')
    .addOption(warehouseOption())
    .addOption(mixOption())
    .addHelpText('after', EXAMPLES)
    .action(async (source: string | undefined, options: StartOptions, command: Command) => {
      const { runStart } = await import('../actions/start.ts');
      const isNamed = isGiven(command, 'warehouse');
      const isComplete = await runStart(await openPorts(), source, { ...options, isNamed });
      if (!isComplete) setExitCode(1);
    });
}
