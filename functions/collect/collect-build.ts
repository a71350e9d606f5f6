import { buildRow, type BuildReading } from '../../shared/artifacts/prow/build-row.ts';
import { parserVersionOf } from '../../shared/artifacts/registry.ts';
import type { BuildLocation } from '../../shared/domain/build-location.ts';
import { generationOfSiblings } from '../../shared/domain/identity.ts';
import { dateOfWriting } from '../../shared/domain/possible-date.ts';
import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import { boundedRow } from '../../shared/rows/bounded-row.ts';
import {
  ledgerRow,
  maskedResult,
  type ReadResult,
  type RowCounts,
} from '../../shared/rows/ledger-row.ts';
import { buildDateOf } from './build-date.ts';
import { readBuildFiles, recordsOf, type DeniedFile, type ReadFile } from './build-files.ts';
import type { CollectPorts } from './ports.ts';
import { readerFault } from './reader-fault.ts';
import { inOrder, publishRows } from './row-publisher.ts';
import type { CollectSummary, ObjectSummary } from './summary.ts';

/**
 * Reads all files in the folder of a build, whichever of them changed, and publishes the row of the build and a ledger
 * row for each file. Files to which access is denied count as missing if another one can be read.
 *
 * A build gets its row once it has started or finished; until then its date is unknown.
 */
export async function collectBuild(
  ports: CollectPorts,
  bucket: string,
  build: BuildLocation,
): Promise<CollectSummary> {
  const { files, denied } = await readBuildFiles(ports, { bucket, buildPath: build.buildPath });
  for (const { name, error } of denied) ports.onDenied?.({ name, reason: error.message });
  const newest = newestTime(files);
  // The object of the event exists, so the permission is missing if no file could be read.
  if (newest === undefined && denied[0] !== undefined) throw denied[0].error;
  if (newest === undefined) return [];
  const group = `${bucket}/${build.buildPath}`;
  const records = recordsOf(files);
  // The row depends on the policies of all files, whichever of them exist.
  const parserVersion = parserVersionOf('prowjob', ports.settings.policies);
  const hasRow = records.started !== undefined || records.finished !== undefined;
  const buildDate = buildDateOf(build, records, newest) ?? dateOfWriting(newest);
  const versions = files.map(({ version }) => version);
  const reading = { bucket, build, buildDate, parserVersion, records, versions };
  const published = hasRow ? await publishBuild(ports, reading, group) : { leftOut: [] };
  const ingestedAt = new Date(ports.clock.now()).toISOString();
  const buildGeneration = generationOfSiblings(versions.map(({ generation }) => generation));
  const readings = files.map((file) => ({
    build,
    buildDate,
    buildGeneration,
    ingestedAt,
    kind: file.kind,
    parserVersion,
    version: file.version,
    ...maskedResult(
      withWarnings(resultOf(file, hasRow, published), denied.map(describeDenied)),
      secretMask(ports.settings.policies.secrets).mask,
    ),
  }));
  const ledgerBus = inOrder(ports.bus, { group, isLast: true });
  await publishRows(ledgerBus, 'ingested_objects', readings.map(ledgerRow));
  return readings.map(summaryOf);
}

function summaryOf({
  version,
  outcome,
  reason,
  rows,
}: ReadResult & Pick<ReadFile, 'version'> & { readonly rows: RowCounts }): ObjectSummary {
  return { name: version.name, outcome, reason, rows };
}

/** The row of a build: names of columns that were left out because they are too large, or why there is none. */
interface PublishedRow {
  readonly leftOut: readonly string[];
  readonly fault?: string;
}

async function publishBuild(
  { bus, settings }: CollectPorts,
  reading: BuildReading,
  group: string,
): Promise<PublishedRow> {
  let bounded;
  try {
    bounded = boundedRow('builds', buildRow(reading, settings.policies.dimensions));
  } catch (error) {
    const fault = readerFault(error);
    if (fault === undefined) throw error;
    return { leftOut: [], fault };
  }
  await publishRows(inOrder(bus, { group, isLast: false }), 'builds', [bounded.row]);
  return { leftOut: bounded.leftOut };
}

/** Returns the time of the newest of the files; `undefined` if there are none. */
function newestTime(files: readonly ReadFile[]): string | undefined {
  return files
    .map(({ version }) => version.updatedAt)
    .sort()
    .at(-1);
}

function describeDenied({ error }: DeniedFile): string {
  return `another file of the build counts as missing, because access to it is denied: ${error.message}`;
}

function withWarnings<T extends ReadResult>(result: T, warnings: readonly string[]): T {
  return warnings.length === 0
    ? result
    : { ...result, warnings: [...(result.warnings ?? []), ...warnings] };
}

/** Returns the result of reading one file, with the number of rows that it produced; columns may have been left out of them. */
function resultOf(
  { record, rejected, implausible = [] }: ReadFile,
  hasRow: boolean,
  { leftOut, fault }: PublishedRow,
): ReadResult & { readonly rows: RowCounts } {
  if (record === undefined || fault !== undefined)
    return { outcome: 'rejected', reason: rejected ?? fault, rows: { builds: 0 } };
  const { warnings } = record;
  const reasons = [...implausible, ...leftOut.map((column) => `${column} left out: too large`)];
  if (hasRow && reasons.length > 0) {
    return { outcome: 'salvaged', reason: reasons.join('; '), warnings, rows: { builds: 1 } };
  }
  if (hasRow) return { outcome: 'parsed', warnings, rows: { builds: 1 } };
  return { outcome: 'ignored', reason: 'the build has not started', warnings, rows: { builds: 0 } };
}
