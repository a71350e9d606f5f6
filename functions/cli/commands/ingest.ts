import { Command, Option } from 'commander';
import type { IngestCommandOptions } from '../actions/ingest.ts';
import { isGiven, mixOption, positiveNumber, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

const DESCRIPTION =
  'Reads every object and appends its rows to the warehouse, with the same functions collect and load that ' +
  'run in the cloud. Objects that the warehouse already has are skipped, so an interrupted run is resumed ' +
  'by running it again. Simulated builds are not put beside real ones, nor builds of one bucket beside those of ' +
  'another unless --warehouse names the file. The exit code is 1 if an object could not be opened or published, ' +
  'or if a source has no artifacts.';

const EXAMPLES = `
Examples:
  ci-signal ingest ./bucket
  ci-signal ingest gs://kubernetes-ci-logs/logs/e2e-kops-grid-calico-u2404-k35/
  ci-signal ingest ./bucket --warehouse bigquery:my-project
`;

/** Returns the command `ingest`. */
export function ingestCommand(openPorts: OpenPorts, setExitCode: (code: number) => void): Command {
  return new Command('ingest')
    .summary('read a bucket, or a directory laid out like one, into the warehouse')
    .description(DESCRIPTION)
    .argument('<source...>', 'directories, or gs://<bucket>/<prefix>')
    .addOption(warehouseOption())
    .option('--bucket <name>', 'bucket that a directory stands for (default: its own name)')
    .addOption(mixOption())
    .option('--credentials', 'send the credentials of this machine to the bucket')
    .option('--again', 'read objects again that the warehouse already has')
    .option('--keep-skips', 'store skipped tests that give no reason as well')
    .option('--max-object-mib <n>', 'MiB of an object, packed or unpacked (4096)', positiveNumber)
    .option(
      '--max-rows <n>',
      'rows of an object; further ones are left out (1000000)',
      positiveNumber,
    )
    .option(
      '--max-wait <seconds>',
      'seconds to wait for the bytes of an object (600)',
      positiveNumber,
    )
    .option('--quiet', 'show neither progress nor result, unless objects failed')
    .addOption(
      new Option('--path-strategy <strategy>', "naming of pull requests' builds, as in Prow")
        .choices(['legacy', 'single', 'explicit'])
        .default('legacy'),
    )
    .option('--default-repo <org/repo>', 'repository that paths omit', 'kubernetes/kubernetes')
    .addHelpText('after', EXAMPLES)
    .action(async (sources: readonly string[], options: IngestCommandOptions, command: Command) => {
      const { runIngest } = await import('../actions/ingest.ts');
      const isNamed = isGiven(command, 'warehouse') || isGiven(command, 'bucket');
      const isComplete = await runIngest(await openPorts(), sources, { ...options, isNamed });
      if (!isComplete) setExitCode(1);
    });
}
