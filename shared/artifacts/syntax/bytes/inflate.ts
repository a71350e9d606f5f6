import { DamagedArtifactError } from '../../../errors.ts';
import type { ByteReader } from './byte-reader.ts';
import { Inflater } from './inflater.ts';
import { InflateReplay } from './inflate-replay.ts';

/** Size of the slices that are passed to zlib; the output is at most about a thousand times as large: 32 MB. */
const SLICE_BYTES = 32 * 1024;

/**
 * Decompresses DEFLATE data (RFC 1951), and moves the reader past it. Everything before damage is returned before the
 * error is thrown. Truncated data ends without an error.
 *
 * @throws DamagedArtifactError if the data is corrupt
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
