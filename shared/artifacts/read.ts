import { isBuildKind, type ArtifactKind } from '../domain/artifact.ts';
import { readJUnit } from './junit/read-junit.ts';
import { readLog } from './build-log/read-log.ts';
import { readMarker } from './version-marker/read-marker.ts';
import { readPointer } from './pointer/read-pointer.ts';
import { readBuildFile } from './prow/read-build-file.ts';
import type { Policies } from '../policy/policies.ts';
import type { ArtifactRecord } from './records.ts';

/**
 * Reads an artifact of a known kind: bytes in, batches of records out.
 *
 * @throws UnreadableArtifactError when nobody will ever be able to read it
 */
export async function* readArtifact(
  kind: ArtifactKind,
  bytes: AsyncIterable<Uint8Array>,
  policies: Pick<Policies, 'credentials' | 'symptoms'>,
): AsyncGenerator<readonly ArtifactRecord[]> {
  if (kind === 'junit') {
    yield* readJUnit(bytes);
  } else if (kind === 'build_log') {
    yield* readLog(bytes, policies.symptoms);
  } else if (isBuildKind(kind)) {
    yield [await readBuildFile(kind, bytes, policies.credentials)];
  } else if (kind === 'version_marker') {
    yield [await readMarker(bytes)];
  } else {
    yield [await readPointer(kind, bytes)];
  }
}
