import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../shared/config/warehouse-location.ts';
import { UsageError } from '../../shared/errors.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import type { ChosenSettings } from './complete-settings.ts';
import { ingestWithProgress, type SelectionOptions } from './ingest-progress.ts';
import { readKnownBuckets, type KnownBuckets } from './known-buckets.ts';
import { readMissingRows, type MissingRows } from './missing-rows.ts';
import type { CliPorts, OpenedSource } from './ports.ts';
import { recordSimulated, refuseMixture } from './simulated-source.ts';
import { requireArtifacts } from './source-layout.ts';

/** Input of {@link ingestSources}. */
export interface SourcesRequest {
  readonly sources: readonly OpenedSource[];
  readonly location: WarehouseLocation;
  readonly settings: ChosenSettings;
  readonly again: boolean;
  /** Whether simulated and real builds may share the warehouse. */
  readonly mix: boolean;
  /** Whether the user named the warehouse or the bucket. */
  readonly isNamed: boolean;
  /** Whether to show nothing, unless objects failed. */
  readonly quiet?: boolean;
  /** What is selected of the sources, and who is told of it; by default all objects that the ledger does not have. */
  readonly selection?: SelectionOptions;
}

/**
 * Ingests sources one after another.
 *
 * @param use called with the warehouse, and the rows that it lacks, after all sources were ingested, before it is closed
 * @returns whether all objects could be collected, those to which access is denied among them, and all rows are stored that the ledger promises
 * @throws SourceError when a source has no artifacts, or must not be mixed with what the warehouse has
 */
export async function ingestSources(
  ports: CliPorts,
  request: SourcesRequest,
  use: (warehouse: Warehouse, missing: MissingRows) => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  const { sources, location, settings } = request;
  // Before the warehouse is opened, so that a mistyped source does not create a new file.
  const naming = { pathStrategy: settings.pathStrategy, policies: await ports.policies() };
  refuseSameBucket(sources);
  for (const source of sources) await requireArtifacts(source, naming);
  refuse(request, { simulated: [], real: [] });
  const warehouse = await ports.openWarehouse(location);
  try {
    const known = await readKnownBuckets(warehouse);
    refuse(request, known);
    let isComplete = true;
    for (const source of sources) {
      if (!known.simulated.includes(source.bucket)) await recordSimulated(warehouse, source);
      const { failures, denied } = await ingestWithProgress(ports, {
        ...request,
        source,
        warehouse,
      });
      isComplete &&= failures + denied === 0;
    }
    const missing = await readMissingRows(warehouse);
    await use(warehouse, missing);
    return isComplete && missing.missing_rows === 0;
  } finally {
    await warehouse.close();
  }
}

/** @throws UsageError if two directories would be taken for the same bucket, so that files of one hide those of the other */
function refuseSameBucket(sources: readonly OpenedSource[]): void {
  const directories = sources.filter(({ directory }) => directory !== undefined);
  for (const [index, { bucket, written, directory }] of directories.entries()) {
    const other = directories
      .slice(0, index)
      .find((source) => source.bucket === bucket && source.directory !== directory);
    if (other === undefined) continue;
    throw new UsageError(
      `${other.written} and ${written} both stand for the bucket ${bucket}, so that files of one would replace those of the ` +
        'other: ingest them one after another, each with a --bucket <name> of its own',
    );
  }
}

function refuse(request: SourcesRequest, known: KnownBuckets): void {
  if (request.mix) return;
  refuseMixture({ ...request, known, warehouse: writtenWarehouse(request.location) });
}
