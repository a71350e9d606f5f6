import { markerPlace } from '../../domain/markers/place.ts';
import type { VersionMarkerPolicy } from '../../policy/version-markers.ts';
import type { NamesInBucket } from '../kind-names.ts';

/** The names of version markers, which the policy lists. */
export const VERSION_MARKER_NAMES: NamesInBucket = {
  place: 'bucket',
  endings: ['.txt'],
  matchesObject: (path, { versionMarkers }) => markerPlace(path, versionMarkers) !== undefined,
  matchesFile: (path, { versionMarkers }) => endsLikeMarker(path, versionMarkers),
};

/** Returns whether a path ends with the name of a marker; it begins with the folder of the local copy of the bucket. */
function endsLikeMarker(path: string, policy: VersionMarkerPolicy): boolean {
  const parts = path.split('/');
  return parts.some((_, depth) => markerPlace(parts.slice(depth).join('/'), policy) !== undefined);
}
