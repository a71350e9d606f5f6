import { markerPlace } from '../../domain/markers/place.ts';
import { streamedArtifact } from '../streamed.ts';
import { markerRow } from './marker-row.ts';
import { readMarker } from './read-marker.ts';
import type { MarkerRecord } from './records.ts';

/** Version markers, which do not belong to a build; each generation of a marker becomes a row of `version_markers`. */
export const versionMarkerKind = streamedArtifact({
  table: 'version_markers',
  policies: ['versionMarkers'],
  read: readBatch,
  commonColumns: () => ({}),
  ownColumns: (record, source) => {
    const place = markerPlace(source.path, source.policies.versionMarkers);
    return place === undefined ? undefined : markerRow(place, source, record);
  },
  resultOf: ({ warnings }) => ({ outcome: 'parsed', warnings }),
});

async function* readBatch(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly MarkerRecord[]> {
  yield [await readMarker(bytes)];
}
