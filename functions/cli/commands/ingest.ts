import { Command, InvalidArgumentError, Option } from 'commander';
import type { IngestCommandOptions } from '../actions/ingest.ts';
import { isGiven, mixOption, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';
import { addFilterOptions, addSourceOptions } from '../source-options.ts';

const DESCRIPTION =
  'Reads every object and appends its rows to the warehouse, with the same functions collect and load that ' +
  'run in the cloud. Objects that the warehouse already has are skipped, so an interrupted run is resumed ' +
  'by running it again, also beside live events. Simulated builds are not put beside real ones, nor builds of one bucket beside those of ' +
  'another unless --warehouse names the file. The exit code is 1 if an object could not be opened or published, ' +
  'or if a source has no artifacts.';

const EXAMPLES = `
Examples:
  ci-signal ingest gs://kubernetes-ci-logs/logs/ --jobs 'e2e-kops-*' --since 2026-09-01 --estimate
  ci-signal ingest ./bucket
  ci-signal ingest gs://kubernetes-ci-logs/logs/e2e-kops-grid-calico-u2404-k35/
  ci-signal ingest ./bucket --warehouse bigquery:my-project
`;

/** Returns the command `ingest`. */
export function ingestCommand(openPorts: OpenPorts, setExitCode: (code: number) => void): Command {
  const command = new Command('ingest')
    .summary('read a bucket, or a directory laid out like one, into the warehouse')
    .description(DESCRIPTION)
    .argument('<source...>', 'directories, or gs://<bucket>/<prefix>')
    .addOption(warehouseOption())
    .addOption(mixOption())
    .addOption(
      new Option('--max-rate <number>', 'objects that are begun in a second at most').argParser(
        positiveNumber,
      ),
    )
    .option('--estimate', 'print objects, bytes, requests, time and cost, and read only a sample')
    .option('--again', 'read objects again that the warehouse already has')
    .option('--quiet', 'show neither progress nor result, unless objects failed');
  return addFilterOptions(addSourceOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async (sources: readonly string[], options: IngestCommandOptions, command: Command) => {
      const { runIngest } = await import('../actions/ingest.ts');
      const isNamed = isGiven(command, 'warehouse') || isGiven(command, 'bucket');
      const isComplete = await runIngest(await openPorts(), sources, { ...options, isNamed });
      if (!isComplete) setExitCode(1);
    });
}

function positiveNumber(text: string): number {
  const number = Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('Pass a number above 0.');
}
