import { setTimeout as sleep } from 'node:timers/promises';
import pMap from 'p-map';
import { parseObjectName, type Artifact } from '../../shared/artifacts/object-name.ts';
import { ARTIFACT_KINDS, parserVersionOf } from '../../shared/artifacts/registry.ts';
import { isBuildFileKind } from '../../shared/artifacts/prow/kind.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { CiSignalError } from '../../shared/errors.ts';
import type { ReadOutcome } from '../../shared/domain/outcome.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { QueryValue, Warehouse } from '../../shared/ports/warehouse.ts';
import { collectObject } from '../collect/collect-object.ts';
import type { CollectPorts, CollectSettings } from '../collect/ports.ts';
import type { ObjectSummary } from '../collect/summary.ts';
import { load } from '../load/handler.ts';
import { refresh } from '../refresh/handler.ts';
import type { CliPorts, Source } from './ports.ts';

/** Objects under way at once: reading them waits for the disk or the network. */
const CONCURRENCY = 128;

const MAX_DELIVERIES = 3;
const RETRY_MILLISECONDS = 200;

export interface IngestOptions {
  readonly source: Source;
  readonly warehouse: Warehouse;
  readonly settings: CollectSettings;
  /** Whether objects are read again that the ledger has as they are. */
  readonly again: boolean;
  readonly logger: Logger;
}

/** What came of it, in numbers of objects. */
export interface IngestSummary {
  seen: number;
  /** Not for us, or a pointer to a build. */
  passedOver: number;
  /** In the ledger already, at the same generation and version of its reader. */
  unchanged: number;
  readonly outcomes: Record<ReadOutcome, number>;
  /** Those that were not simply parsed. */
  readonly notable: ObjectSummary[];
  /** Those that could not be fetched or published; to be tried again. */
  readonly failed: { readonly name: string; readonly reason: string }[];
}

/** Sends every object of a source through collect, load and refresh, the same that run in the cloud. */
export async function ingest(
  ports: Pick<CliPorts, 'createBus' | 'clock' | 'views'>,
  options: IngestOptions,
  onProgress: (summary: IngestSummary) => void,
): Promise<IngestSummary> {
  const { source, warehouse, settings, logger } = options;
  const bus = ports.createBus();
  const { clock } = ports;
  await bus.subscribe((message) => load(message, { warehouse, clock, logger }));
  const collectPorts: CollectPorts = { store: source.store, bus, clock, logger, settings };
  const summary = emptySummary();
  const known = options.again ? new Set<string>() : await readLedger(warehouse, source.bucket);
  await pMap(
    selectObjects(options, known, summary),
    async (object) => {
      await deliver(object, collectPorts, summary);
      onProgress(summary);
    },
    { concurrency: CONCURRENCY },
  );
  await bus.close();
  await refresh({ warehouse, views: ports.views() });
  return summary;
}

/** Like the cloud, tries again what may work later; what never does is for the summary, and the others go on. */
async function deliver(
  { bucket, name }: ObjectVersion,
  ports: CollectPorts,
  summary: IngestSummary,
): Promise<void> {
  for (let delivery = 1; ; delivery++) {
    try {
      for (const object of await collectObject({ bucket, name }, ports)) count(object, summary);
      return;
    } catch (error) {
      const isTransient = error instanceof CiSignalError && error.isTransient;
      if (!isTransient || delivery >= MAX_DELIVERIES) {
        summary.failed.push({
          name,
          reason: error instanceof Error ? error.message : String(error),
        });
        return;
      }
      await sleep(RETRY_MILLISECONDS);
    }
  }
}

function emptySummary(): IngestSummary {
  const outcomes = { parsed: 0, salvaged: 0, ignored: 0, rejected: 0 };
  return { seen: 0, passedOver: 0, unchanged: 0, outcomes, notable: [], failed: [] };
}

function count(object: ObjectSummary, summary: IngestSummary): void {
  summary.outcomes[object.outcome]++;
  if (object.outcome === 'salvaged' || object.outcome === 'rejected') summary.notable.push(object);
}

/** The objects to read. Of the files of one build one is enough: collect reads all of them, whichever changed. */
async function* selectObjects(
  { source, settings }: IngestOptions,
  known: ReadonlySet<string>,
  summary: IngestSummary,
): AsyncGenerator<ObjectVersion> {
  let lastBuild: string | undefined;
  for await (const object of source.store.list(source.bucket, { prefix: source.prefix })) {
    summary.seen++;
    const artifact = parseObjectName(object.name, settings);
    const build = buildOf(artifact);
    if (artifact === undefined || ARTIFACT_KINDS[artifact.kind].family === 'pointer')
      summary.passedOver++;
    else if (known.has(versionKey(object, parserVersionOf(artifact.kind, settings.policies))))
      summary.unchanged++;
    else if (build === undefined || build !== lastBuild) {
      lastBuild = build ?? lastBuild;
      yield object;
    }
  }
}

/** The build that an object is one of the files of. */
function buildOf(artifact: Artifact | undefined): string | undefined {
  return artifact !== undefined && isBuildFileKind(artifact.kind)
    ? artifact.build?.buildPath
    : undefined;
}

/** What the ledger has of a bucket. */
async function readLedger(warehouse: Warehouse, bucket: string): Promise<ReadonlySet<string>> {
  const { rows } = await warehouse.query(
    `SELECT DISTINCT object_name AS name, CAST(generation AS STRING) AS generation, parser_version
     FROM ci_raw.ingested_objects
     WHERE build_date >= '1970-01-01' AND bucket = ${quoted(bucket)}`,
  );
  return new Set(
    rows.map(({ name, generation, parser_version }) =>
      versionKey({ name: text(name), generation: text(generation) }, Number(parser_version)),
    ),
  );
}

function text(value: QueryValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** An object as one version of the readers has read it. */
function versionKey(
  { name, generation }: Pick<ObjectVersion, 'name' | 'generation'>,
  parserVersion: number,
): string {
  return `${parserVersion} ${generation} ${name}`;
}

/** A string literal of GoogleSQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
