import { Command } from 'commander';
import type { ReconcileOptions } from '../actions/reconcile.ts';
import { formatOption, isGiven, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';
import { addFilterOptions, addSourceOptions } from '../source-options.ts';

const DESCRIPTION =
  'Lists a bucket or directory, compares its objects with the ledger of the warehouse, and reads again what was never read ' +
  '(missing), was read at another generation (stale), by an older parser (older_parser), or lacks rows that the ledger ' +
  'promises (short). Prints what it found by kind and date of writing; completeness is the share of listed objects that were ' +
  'complete, without withdrawn ones. Objects whose rows are still missing after three readings are given_up and not read again; ' +
  'those to which access is denied are tried again after an hour at first, and after a day at most. ' +
  'Objects that the bucket does not have any more are counted as deleted. The exit code is 1 if an object is still not complete ' +
  'at the end; with --dry-run, if one is not complete.';

const EXAMPLES = `
Examples:
  ci-signal reconcile ./bucket --dry-run
  ci-signal reconcile gs://kubernetes-ci-logs/logs/ --jobs 'e2e-kops-*' --since 2026-11-01 --warehouse bigquery:my-project
`;

/** Returns the command `reconcile`. */
export function reconcileCommand(
  openPorts: OpenPorts,
  setExitCode: (code: number) => void,
): Command {
  const command = new Command('reconcile')
    .summary('compare a bucket with the warehouse, and read what is missing')
    .description(DESCRIPTION)
    .argument('<source>', 'a directory, or gs://<bucket>/<prefix>')
    .addOption(warehouseOption())
    .option('--dry-run', 'print what is not complete, and read nothing', false)
    .option('--prefix <text>', 'only objects whose names start with it')
    .option('--start-at <name>', 'first name to list, which goes on where an earlier run stopped')
    .addOption(formatOption());
  return addFilterOptions(addSourceOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async (source: string, options: ReconcileOptions, self: Command) => {
      const { runReconcile } = await import('../actions/reconcile.ts');
      const isNamed = isGiven(self, 'warehouse') || isGiven(self, 'bucket');
      const isComplete = await runReconcile(await openPorts(), source, { ...options, isNamed });
      if (!isComplete) setExitCode(1);
    });
}
