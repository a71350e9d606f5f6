import { crc32 } from 'node:zlib';
import { DamagedArtifactError } from '../../../errors.ts';
import type { ByteReader } from './byte-reader.ts';
import { skipGzipHeader } from './gzip-header.ts';
import { inflate } from './inflate.ts';

const TRAILER_BYTES = 8;

/**
 * Unpacks the member of a gzip file that the reader stands at, and leaves it standing behind that. Everything before
 * damage is given before the error. A member that is cut off ends without an error: what was compressed shows it.
 *
 * @throws DamagedArtifactError when the member is corrupt, or is not what its checksum says
 */
export async function* readGzipMember(reader: ByteReader): AsyncGenerator<Uint8Array> {
  await skipGzipHeader(reader);
  let [crc, length] = [0, 0];
  for await (const piece of inflate(reader)) {
    crc = crc32(piece, crc);
    length += piece.length;
    yield piece;
  }
  const trailer = Buffer.from(await reader.take(TRAILER_BYTES));
  if (trailer.length < TRAILER_BYTES) return;
  if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== length % 2 ** 32) {
    throw new DamagedArtifactError('the gzip data is not what its checksum says');
  }
}
