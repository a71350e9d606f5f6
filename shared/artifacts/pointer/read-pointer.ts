import { UnreadableArtifactError } from '../../errors.ts';
import { collectBytes } from '../syntax/bytes/collect-bytes.ts';
import { gunzip } from '../syntax/bytes/gunzip.ts';
import type { PointerRecord } from './records.ts';

/** A build ID or a URL such as `gs://…`; the names of a bucket and an object have at most 63 and 1,024 bytes. */
const TARGET = /^(?:\d+|[a-z][a-z0-9+.-]*:\/\/\S{1,1100})$/;
const MAX_BYTES = 2048;

/**
 * Reads `latest-build.txt` or an alias: one line with the ID or the URL of a build.
 *
 * @throws UnreadableArtifactError if the content is neither or too long
 */
export async function readPointer(
  kind: PointerRecord['kind'],
  bytes: AsyncIterable<Uint8Array>,
): Promise<PointerRecord> {
  const target = (await collectBytes(gunzip(bytes), MAX_BYTES)).toString('utf8').trim();
  if (!TARGET.test(target)) throw new UnreadableArtifactError('neither a build id nor a URL');
  return { kind, target };
}
