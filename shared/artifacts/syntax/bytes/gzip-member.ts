import { crc32 } from 'node:zlib';
import { DamagedArtifactError } from '../../../errors.ts';
import type { ByteReader } from './byte-reader.ts';
import { skipGzipHeader } from './gzip-header.ts';
import { inflate } from './inflate.ts';

const TRAILER_BYTES = 8;

/**
 * Decompresses the member of a gzip file at the position of the reader, and moves the reader past it. Everything before
 * damage is returned before the error is thrown. A truncated member ends without an error: the reader of the content
 * notices the damage.
 *
 * @param onCutOff called at the end of a truncated member
 * @throws DamagedArtifactError if the member is corrupt or does not match its checksum
 */
export async function* readGzipMember(
  reader: ByteReader,
  onCutOff: () => void,
): AsyncGenerator<Uint8Array> {
  await skipGzipHeader(reader);
  let [crc, length] = [0, 0];
  for await (const piece of inflate(reader)) {
    crc = crc32(piece, crc);
    length += piece.length;
    yield piece;
  }
  const trailer = Buffer.from(await reader.take(TRAILER_BYTES));
  if (trailer.length < TRAILER_BYTES) {
    onCutOff();
    return;
  }
  if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== length % 2 ** 32) {
    throw new DamagedArtifactError('the gzip data does not match its checksum');
  }
}
