import { DamagedArtifactError } from '../../../errors.ts';
import type { ByteReader } from './byte-reader.ts';

/** First bytes of gzip data. */
export const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

const FIXED_BYTES = 10;
const DEFLATE = 8;
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;

/**
 * Skips the header of a gzip member (RFC 1952, section 2.3). After a truncated header, the reader is at its end.
 *
 * @throws DamagedArtifactError if the header is unknown
 */
export async function skipGzipHeader(reader: ByteReader): Promise<void> {
  const fixed = await reader.take(FIXED_BYTES);
  const [, , method = DEFLATE, flags = 0] = fixed;
  if (method !== DEFLATE || (flags & FLAG.reserved) !== 0) {
    throw new DamagedArtifactError('the gzip data has an unknown header');
  }
  if ((flags & FLAG.extra) !== 0) {
    const [low = 0, high = 0] = await reader.take(2);
    await reader.take(low + 256 * high);
  }
  if ((flags & FLAG.name) !== 0) await skipString(reader);
  if ((flags & FLAG.comment) !== 0) await skipString(reader);
  if ((flags & FLAG.headerCrc) !== 0) await reader.take(2);
}

/** Skips all bytes up to and including the next zero. */
async function skipString(reader: ByteReader): Promise<void> {
  for (;;) {
    const piece = await reader.take(1, Number.POSITIVE_INFINITY);
    if (piece.length === 0) return;
    const end = piece.indexOf(0);
    if (end < 0) continue;
    reader.unread(piece.subarray(end + 1));
    return;
  }
}
