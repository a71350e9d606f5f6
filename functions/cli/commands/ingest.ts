import { Command, Option } from 'commander';
import type { PathStrategy } from '../../../shared/artifacts/path-strategy.ts';
import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import type { Logger } from '../../../shared/ports/logger.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { ingest, type IngestSummary } from '../pipeline.ts';
import { warehouseOption } from '../options.ts';
import type { CliPorts, Source } from '../ports.ts';

interface IngestCommandOptions {
  readonly warehouse: WarehouseLocation;
  readonly bucket?: string;
  readonly credentials: boolean;
  readonly again: boolean;
  readonly keepSkips: boolean;
  readonly pathStrategy: PathStrategy['kind'];
  readonly defaultRepo: string;
}

const DESCRIPTION = `Sends every object through the same collect and load that run in the cloud. What the warehouse has already is passed over, so an interrupted run goes on where it ended.`;

const EXAMPLES = `
Examples:
  ci-signal ingest ./bucket
  ci-signal ingest gs://kubernetes-ci-logs/logs/e2e-kops-grid-calico-u2404-k35/
`;

/** `ingest`: every object of a source through collect and load. */
export function ingestCommand(ports: CliPorts, exit: (code: number) => void): Command {
  return new Command('ingest')
    .summary('read a bucket, or a directory laid out like one, into the warehouse')
    .description(DESCRIPTION)
    .argument('<source...>', 'directories, or gs://<bucket>/<prefix>')
    .addOption(warehouseOption())
    .option(
      '--bucket <name>',
      'name of the bucket that a directory stands for (default: its own name)',
    )
    .option(
      '--credentials',
      'read a bucket with the credentials of this machine, not as anybody',
      false,
    )
    .option('--again', 'read also what the warehouse has already', false)
    .option('--keep-skips', 'store skipped tests that give no reason, too', false)
    .addOption(
      new Option('--path-strategy <strategy>', "how pull requests' builds are named in the bucket")
        .choices(['legacy', 'single', 'explicit'])
        .default('legacy'),
    )
    .option('--default-repo <org/repo>', 'repository that names leave out', 'kubernetes/kubernetes')
    .addHelpText('after', EXAMPLES)
    .action(async (sources: readonly string[], options: IngestCommandOptions) => {
      // Before the warehouse, which may be a new file: a source that is mistyped leaves nothing behind.
      const opened = await Promise.all(
        sources.map(parseSourceLocation).map((location) => ports.openSource(location, options)),
      );
      const warehouse = await ports.openWarehouse(options.warehouse);
      try {
        for (const source of opened) {
          const { failed } = await ingestSource(ports, warehouse, { source, options });
          if (failed.length > 0) exit(1);
        }
      } finally {
        await warehouse.close();
      }
    });
}

async function ingestSource(
  ports: CliPorts,
  warehouse: Warehouse,
  { source, options }: { source: Source; options: IngestCommandOptions },
): Promise<IngestSummary> {
  const [defaultOrg = '', defaultRepo = ''] = options.defaultRepo.split('/');
  const pathStrategy = { kind: options.pathStrategy, defaultOrg, defaultRepo };
  const settings = { pathStrategy, keepSkips: options.keepSkips };
  return await ingestWithProgress(ports, { source, warehouse, again: options.again, settings });
}

/** Ingests one source and says how far it is, and what came of it. */
export async function ingestWithProgress(
  ports: CliPorts,
  {
    settings,
    ...options
  }: {
    readonly source: Source;
    readonly warehouse: Warehouse;
    readonly again: boolean;
    readonly settings: { readonly pathStrategy: PathStrategy; readonly keepSkips: boolean };
  },
): Promise<IngestSummary> {
  const { terminal } = ports;
  const progress = terminal.progress(`reading ${options.source.bucket}`);
  try {
    const summary = await ingest(
      ports,
      {
        ...options,
        settings: { ...settings, policies: ports.policies(), patienceSeconds: 0 },
        logger: QUIET,
      },
      ({ seen, outcomes }) => {
        progress.update(
          `reading ${options.source.bucket}: ${seen} objects seen, ${outcomes.parsed} parsed`,
        );
      },
    );
    progress.done(describe(summary));
    return summary;
  } finally {
    progress.stop();
  }
}

/** The summary says what the log would. */
const QUIET: Logger = { log: () => undefined };

/** Examples of what was salvaged or rejected; the ledger has them all. */
const MAX_EXAMPLES = 5;

function describe(summary: IngestSummary): string {
  const { seen, passedOver, unchanged, outcomes, notable, failed } = summary;
  const counts = [
    `${outcomes.parsed} parsed`,
    `${outcomes.salvaged} salvaged`,
    `${outcomes.rejected} rejected`,
    `${unchanged} unchanged`,
    `${passedOver} of no interest`,
  ];
  const failures = failed.map((object) => ({ outcome: 'failed', ...object }));
  const counted = failures.length === 0 ? counts : [...counts, `${failures.length} failed`];
  return [`${seen} objects: ${counted.join(', ')}`, ...examples([...failures, ...notable])].join(
    '\n  ',
  );
}

function examples(
  objects: readonly {
    readonly outcome: string;
    readonly name: string;
    readonly reason?: string | undefined;
  }[],
): readonly string[] {
  const lines = objects
    .slice(0, MAX_EXAMPLES)
    .map(({ outcome, name, reason }) => `${outcome}: ${name}: ${reason ?? ''}`);
  const more = objects.length - lines.length;
  return more === 0 ? lines : [...lines, `and ${more} more; see the view ingested_objects`];
}
