import { JOBS } from '../catalog/jobs.ts';
import type { Upload } from '../uploads/upload.ts';
import type { MarkerHistory } from './history.ts';

/** Where versions are: markers are in a folder beside them. */
const RELEASES = JOBS.pipeline.markers_url.replace(/[^/]+$/, '');

/** Every writing of every marker, in the order of time. */
export function markerUploads(markers: readonly MarkerHistory[]): readonly Upload[] {
  return markers
    .flatMap(({ name, writes }) =>
      writes.map(({ commit, at }): Upload => ({
        kind: 'version_marker',
        name,
        at,
        body: `${RELEASES}${commit.version}\n`,
      })),
    )
    .sort((a, b) => a.at - b.at);
}
