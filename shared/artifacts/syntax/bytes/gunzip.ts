import { DamagedArtifactError, UnreadableArtifactError } from '../../../errors.ts';
import { DEFAULT_LIMITS } from '../../limits.ts';
import { ByteReader } from './byte-reader.ts';
import { GZIP_MAGIC } from './gzip-header.ts';
import { readGzipMember } from './gzip-member.ts';

/** Maximum number of members, since each has a set-up cost; enough for 1 GiB in blocks of 64 KB. */
const MAX_MEMBERS = 16_384;

/** Minimum size of the pieces of the output, so that many tiny members do not lead to many tiny pieces. */
const PIECE_BYTES = 16 * 1024;

/**
 * Decompresses gzip data, of at most two layers, and returns other data unchanged. It looks at the first bytes only, since Prow strips `.gz`
 * from names. Everything that can be decompressed is returned before an error is thrown.
 *
 * A truncated stream ends early without an error: the reader of the content notices the damage, or it asks to be told.
 *
 * @param onCutOff called at the end of a truncated stream
 * @throws DamagedArtifactError if the gzip data is corrupt, or other data follows it
 * @throws UnreadableArtifactError if it expands to more than `maxBytes`, or has too many members
 */
export async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes = DEFAULT_LIMITS.unpackedBytes,
  onCutOff: () => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(bytes);
  try {
    if (!(await isGzip(reader))) yield* reader.pieces();
    else {
      const outer = new ByteReader(limited(members(reader, onCutOff), maxBytes));
      try {
        yield* inPieces(innerLayer(outer, maxBytes, onCutOff));
      } finally {
        await outer.close();
      }
    }
  } finally {
    await reader.close();
  }
}

/**
 * Returns unpacked bytes, unpacked once more if they are gzip data again: a `.gz` file that was uploaded with the Content-Encoding
 * gzip is packed twice. A third layer is left as it is.
 */
async function* innerLayer(
  outer: ByteReader,
  maxBytes: number,
  onCutOff: () => void,
): AsyncGenerator<Uint8Array> {
  if (await isGzip(outer)) yield* limited(members(outer, onCutOff), maxBytes);
  else yield* outer.pieces();
}

async function isGzip(reader: ByteReader): Promise<boolean> {
  const head = await reader.take(GZIP_MAGIC.length);
  reader.unread(head);
  return GZIP_MAGIC.equals(head);
}

/** Decompresses the members of a gzip file in turn; zeros after the last one are padding. */
async function* members(reader: ByteReader, onCutOff: () => void): AsyncGenerator<Uint8Array> {
  for (let count = 0; count < MAX_MEMBERS; count++) {
    if (!(await isGzip(reader))) {
      const [next = 0] = await reader.take(1);
      if (next === 0) return;
      throw new DamagedArtifactError('other data follows the gzip data');
    }
    yield* readGzipMember(reader, onCutOff);
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
    yield* reader.pieces(PIECE_BYTES);
  } finally {
    await reader.close();
  }
}
