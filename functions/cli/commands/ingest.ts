import { Command, Option } from 'commander';
import type { PathStrategy } from '../../../shared/artifacts/path-strategy.ts';
import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { ingestSources } from '../ingest-sources.ts';
import { isGiven, mixOption, warehouseOption } from '../options.ts';
import type { CliPorts } from '../ports.ts';

interface IngestCommandOptions {
  readonly warehouse: WarehouseLocation;
  readonly bucket?: string;
  readonly credentials?: boolean;
  readonly again?: boolean;
  readonly mix: boolean;
  readonly keepSkips?: boolean;
  readonly pathStrategy: PathStrategy['kind'];
  readonly defaultRepo: string;
}

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
export function ingestCommand(ports: CliPorts, setExitCode: (code: number) => void): Command {
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
    .addOption(
      new Option('--path-strategy <strategy>', "naming of pull requests' builds, as in Prow")
        .choices(['legacy', 'single', 'explicit'])
        .default('legacy'),
    )
    .option('--default-repo <org/repo>', 'repository that paths omit', 'kubernetes/kubernetes')
    .addHelpText('after', EXAMPLES)
    .action(async (written: readonly string[], options: IngestCommandOptions, command: Command) => {
      const sources = await Promise.all(
        written.map(parseSourceLocation).map((location) => ports.openSource(location, options)),
      );
      const isComplete = await ingestSources(ports, {
        sources,
        location: options.warehouse,
        settings: settingsOf(options),
        again: options.again ?? false,
        mix: options.mix,
        isNamed: isGiven(command, 'warehouse') || isGiven(command, 'bucket'),
      });
      if (!isComplete) setExitCode(1);
    });
}

function settingsOf({ pathStrategy, defaultRepo, keepSkips = false }: IngestCommandOptions) {
  const [org = '', repo = ''] = defaultRepo.split('/');
  return {
    pathStrategy: { kind: pathStrategy, defaultOrg: org, defaultRepo: repo },
    keepSkips,
  };
}
