import { Command, InvalidArgumentError, Option } from 'commander';
import type { PurgeOptions } from '../actions/purge.ts';
import { formatOption, warehouseOption, wholeNumber } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

const DESCRIPTION =
  'Withdraws rows of builds, objects, dates or buckets: hides them from all views and roll-ups, for example because they are ' +
  'forged, mistaken, or of a bucket that was read by mistake. Rows of the ledger say what is withdrawn, why and by whom; ' +
  'ingest, reconcile and poll do not read it again, and an object that is written again counts. --erase also deletes the rows, ' +
  'for secrets and personal data: remove or replace the object in the bucket first. --restore takes a withdrawal back. Prints ' +
  'the rows by table, and asks on a terminal before anything is changed; elsewhere --yes is required. The exit code is 1 if ' +
  'there are no such rows, or some could not be deleted yet.';

const EXAMPLES = `
Examples:
  ci-signal purge --build https://prow.k8s.io/view/gs/kubernetes-ci-logs/logs/e2e-kops/2123 --reason 'ran with a wrong image'
  ci-signal purge --object gs://my-bucket/logs/job/12/build-log.txt --erase --reason 'log with a token' --yes
  ci-signal purge --object gs://my-bucket/logs/job/12/artifacts/junit.xml --generation 9000000000000000 --reason forged
  ci-signal purge --bucket my-bucket --dry-run
`;

/** Returns the command `purge`. */
export function purgeCommand(openPorts: OpenPorts, setExitCode: (code: number) => void): Command {
  const command = new Command('purge')
    .summary('withdraw or delete rows of builds, objects, dates or buckets')
    .description(DESCRIPTION)
    .addOption(warehouseOption());
  return addSelectionOptions(command)
    .option('--reason <text>', 'why, for the ledger')
    .option('--erase', 'delete the rows as well', false)
    .addOption(
      new Option('--restore', 'let withdrawn readings count again')
        .default(false)
        .conflicts('erase'),
    )
    .option('--dry-run', 'print what would be withdrawn, and change nothing', false)
    .option('--yes', 'do not ask', false)
    .addOption(formatOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: PurgeOptions) => {
      const { runPurge } = await import('../actions/purge.ts');
      if (!(await runPurge(await openPorts(), options))) setExitCode(1);
    });
}

function addSelectionOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--build <build>',
        "the URL of a build's page, its gs:// folder, or <bucket>/<job>/<build>",
      ).conflicts('object'),
    )
    .option('--object <object>', 'gs://<bucket>/<name>, or a folder with a slash at its end')
    .addOption(
      new Option('--date <date>', 'only rows under this date: YYYY-MM-DD').argParser(parseDate),
    )
    .option('--bucket <name>', 'only rows of this bucket')
    .option('--job <name>', 'only rows of this job')
    .addOption(
      new Option(
        '--generation <number>',
        'only readings of exactly this generation; without it, later readings of what was stored do not count either',
      ).argParser(parseGeneration),
    )
    .addOption(
      new Option('--parser-version <number>', 'only readings by this version').argParser(
        wholeNumber,
      ),
    );
}

function parseDate(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('Pass a date such as 2026-11-20.');
}

function parseGeneration(text: string): string {
  if (/^\d{1,18}$/.test(text)) return text;
  throw new InvalidArgumentError('Pass a number of at most 18 digits.');
}
