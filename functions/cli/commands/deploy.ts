import { Command } from 'commander';
import type { DeployOptions } from '../actions/deploy.ts';
import { formatOption, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

const DESCRIPTION =
  'Creates the datasets, raw tables, roll-ups and views of a warehouse as far as they are missing, adds new columns, and ' +
  'replaces views that have changed, each after those that it reads. Rows of raw tables, and columns, are never dropped, and ' +
  'a warehouse of a newer version is refused. It is safe to run any number of times, at the same time, and after a run that ' +
  'was interrupted. Commands that write a DuckDB file do this by themselves; in the cloud the function refresh does it when ' +
  'the views have changed.';

const EXAMPLES = `
Examples:
  ci-signal deploy --warehouse bigquery:my-project --dry-run
  ci-signal deploy --warehouse bigquery:my-project.kops_ --location EU
  ci-signal deploy --warehouse bigquery:my-project --dry-run --format json

Ends with 1 if the deployment fails and, with --dry-run, if something would be changed.
`;

/** Returns the command `deploy`. */
export function deployCommand(openPorts: OpenPorts, setExitCode: (code: number) => void): Command {
  return new Command('deploy')
    .summary('create or migrate the tables and views of a warehouse')
    .description(DESCRIPTION)
    .addOption(warehouseOption())
    .option(
      '--location <location>',
      'where to create datasets, such as EU or europe-west4; BigQuery only',
    )
    .option('--dry-run', 'print what would be done, and change nothing', false)
    .addOption(formatOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: DeployOptions) => {
      const { deploy } = await import('../actions/deploy.ts');
      const isUpToDate = await deploy(await openPorts(), options);
      if (options.dryRun && !isUpToDate) setExitCode(1);
    });
}
