import type { MarkerRecord } from '../records.ts';
import { dateOf } from '../../domain/build-start.ts';
import { rowKey } from '../../domain/identity.ts';
import type { MarkerPlace } from '../../domain/markers/place.ts';
import type { ObjectVersion } from '../../domain/object.ts';
import type { VersionMarkersRow } from '../../schema/tables.ts';

/** The row of one generation of a version marker. */
export function markerRow(
  place: MarkerPlace,
  version: ObjectVersion,
  record: MarkerRecord,
): VersionMarkersRow {
  return {
    ...rowKey(version, 0),
    build_date: dateOf(version.updatedAt),
    product: record.product ?? place.product,
    branch: place.branch,
    channel: place.channel,
    version: record.version,
    commit: record.commit,
    url: record.url,
    written_at: version.updatedAt,
  };
}
