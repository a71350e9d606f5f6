import { DamagedArtifactError, UnreadableArtifactError } from '../../../errors.ts';
import { ByteReader } from './byte-reader.ts';
import { GZIP_MAGIC } from './gzip-header.ts';
import { readGzipMember } from './gzip-member.ts';

/** More than this is not a report but an attack; far above the largest real artifact. */
export const MAX_EXPANDED_BYTES = 4 * 1024 ** 3;

/** Each member costs its own setting up; tools that write in blocks of 64 KB write 1 GiB with so many. */
const MAX_MEMBERS = 16_384;

/** Unpacked bytes are given in pieces of this size at least, so that many tiny members do not make many tiny pieces. */
const PIECE_BYTES = 16 * 1024;

/**
 * Undoes gzip where there is any, whatever the name or the metadata say: Prow strips `.gz` from names. All that can be
 * unpacked is given before an error is thrown.
 *
 * A stream that was cut off ends early without an error: what was compressed shows the damage itself.
 *
 * @throws DamagedArtifactError when the gzip data is corrupt, or something else follows it
 * @throws UnreadableArtifactError when it expands to more than {@link MAX_EXPANDED_BYTES}, or has endless members
 */
export async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes = MAX_EXPANDED_BYTES,
): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(bytes);
  try {
    if (await isGzip(reader)) yield* inPieces(limited(members(reader), maxBytes));
    else yield* rest(reader);
  } finally {
    await reader.close();
  }
}

async function isGzip(reader: ByteReader): Promise<boolean> {
  const head = await reader.take(GZIP_MAGIC.length);
  reader.unread(head);
  return GZIP_MAGIC.equals(head);
}

async function* rest(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (;;) {
    const piece = await reader.take(1, Number.POSITIVE_INFINITY);
    if (piece.length === 0) return;
    yield piece;
  }
}

/** The members of a gzip file, one after another; zeros behind the last one are padding. */
async function* members(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (let count = 0; count < MAX_MEMBERS; count++) {
    if (!(await isGzip(reader))) {
      const [next = 0] = await reader.take(1);
      if (next === 0) return;
      throw new DamagedArtifactError('something else follows the gzip data');
    }
    yield* readGzipMember(reader);
  }
  throw new UnreadableArtifactError(`more than ${MAX_MEMBERS} gzip members`);
}

async function* limited(
  pieces: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of pieces) {
    total += piece.length;
    if (total > maxBytes)
      throw new UnreadableArtifactError(`expands to more than ${maxBytes} bytes`);
    yield piece;
  }
}

async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(bytes);
  try {
    for (;;) {
      const piece = await reader.take(PIECE_BYTES, Number.POSITIVE_INFINITY);
      if (piece.length === 0) return;
      yield piece;
    }
  } finally {
    await reader.close();
  }
}
