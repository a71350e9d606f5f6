import { markerPlace } from '../../domain/markers/place.ts';
import { secretMask } from '../../domain/secrets/secret-mask.ts';
import type { ReadOptions } from '../kind.ts';
import { streamedArtifact } from '../streamed.ts';
import { markerRow } from './marker-row.ts';
import { readMarker } from './read-marker.ts';
import type { MarkerRecord } from './records.ts';

/** Version markers, which do not belong to a build; each generation of a marker becomes a row of `version_markers`. */
export const versionMarkerKind = streamedArtifact({
  table: 'version_markers',
  policies: ['secrets', 'versionMarkers'],
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
  { policies }: ReadOptions,
): AsyncGenerator<readonly MarkerRecord[]> {
  yield [await readMarker(bytes, secretMask(policies.secrets).mask)];
}
