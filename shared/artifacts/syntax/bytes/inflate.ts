import { DamagedArtifactError } from '../../../errors.ts';
import type { ByteReader } from './byte-reader.ts';
import { Inflater } from './inflater.ts';
import { InflateReplay } from './inflate-replay.ts';

/** Compressed bytes are given to zlib in slices; the worst of them unpacks to a thousand times as much, 32 MB. */
const SLICE_BYTES = 32 * 1024;

/**
 * Unpacks DEFLATE data (RFC 1951) and leaves the reader standing behind it. All that comes before damage is given
 * before the error. Data that is cut off ends without an error.
 *
 * @throws DamagedArtifactError when it is corrupt
 */
export async function* inflate(reader: ByteReader): AsyncGenerator<Uint8Array> {
  const inflater = new Inflater();
  const replay = new InflateReplay();
  try {
    for (;;) {
      const slice = await reader.take(1, SLICE_BYTES);
      if (slice.length === 0) return;
      const inflated = await inflater.write(slice);
      yield* inflated.output;
      replay.add(slice, inflated.output);
      if (inflated.error !== undefined) {
        yield* replay.missing();
        throw new DamagedArtifactError('the gzip data is corrupt', { cause: inflated.error });
      }
      reader.unread(slice.subarray(inflated.consumed));
      if (inflated.consumed < slice.length) return;
    }
  } finally {
    inflater.close();
  }
}
