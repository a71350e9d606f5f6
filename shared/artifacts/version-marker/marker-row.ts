import { rowKey } from '../../domain/identity.ts';
import type { MarkerPlace } from '../../domain/markers/place.ts';
import type { VersionMarkersRow } from '../../schema/tables.ts';
import type { ArtifactSource } from '../kind.ts';
import type { MarkerRecord } from './records.ts';

/** Returns the row of one generation of a version marker; its date is the one on which it was written. */
export function markerRow(
  place: MarkerPlace,
  { version, buildDate, parserVersion }: ArtifactSource,
  record: MarkerRecord,
): VersionMarkersRow {
  return {
    ...rowKey(version, 0, parserVersion),
    build_date: buildDate,
    product: record.product ?? place.product,
    branch: place.branch,
    channel: place.channel,
    version: record.version,
    commit: record.commit,
    url: record.url,
    written_at: version.updatedAt,
    is_withdrawn: null,
  };
}
