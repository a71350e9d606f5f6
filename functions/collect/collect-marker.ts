import { readMarker } from '../../shared/artifacts/version-marker/read-marker.ts';
import type { MarkerRecord } from '../../shared/artifacts/records.ts';
import type { MarkerArtifact } from '../../shared/domain/artifact.ts';
import { dateOf } from '../../shared/domain/build-start.ts';
import { PARSER_VERSION } from '../../shared/domain/identity.ts';
import { UnreadableArtifactError } from '../../shared/errors.ts';
import type { StoredObject } from '../../shared/ports/artifact-store.ts';
import { ledgerRow } from '../../shared/rows/ledger-row.ts';
import { markerRow } from '../../shared/artifacts/version-marker/marker-row.ts';
import type { CollectPorts } from './ports.ts';
import { publishRows } from './row-publisher.ts';
import type { CollectSummary } from './summary.ts';

/** What reading a marker came to: its record, or why it has none. */
type Result = { readonly record: MarkerRecord } | { readonly reason: string };

/**
 * Reads a version marker and publishes a row for the generation that is there. A generation that was written over
 * before anybody came to read it is gone.
 */
export async function collectMarker(
  { bus, clock }: CollectPorts,
  marker: MarkerArtifact,
  { version, bytes }: StoredObject,
): Promise<CollectSummary> {
  const result = await read(bytes);
  const isRead = 'record' in result;
  if (isRead)
    await publishRows(bus, 'version_markers', [markerRow(marker, version, result.record)]);
  const outcome = isRead ? ('parsed' as const) : ('rejected' as const);
  const reason = isRead ? undefined : result.reason;
  const rows = { version_markers: isRead ? 1 : 0 };
  const row = ledgerRow({
    version,
    kind: marker.kind,
    parserVersion: PARSER_VERSION,
    buildDate: dateOf(version.updatedAt),
    ingestedAt: new Date(clock.now()).toISOString(),
    outcome,
    reason,
    warnings: isRead ? result.record.warnings : [],
    rows,
  });
  await publishRows(bus, 'ingested_objects', [row]);
  return [{ name: version.name, outcome, reason, rows }];
}

async function read(bytes: AsyncIterable<Uint8Array>): Promise<Result> {
  try {
    return { record: await readMarker(bytes) };
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return { reason: error.message };
    throw error;
  }
}
