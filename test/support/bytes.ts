/** Begins no valid character of UTF-8, so that a reader that keeps a piece too long gives other results. */
const OVERWRITTEN = 0xee;

/**
 * Returns bytes as a stream of pieces of a given size, as readers get them. A piece is overwritten when the next one is asked
 * for, as sources of bytes may do.
 */
export async function* inPieces(
  body: string | Uint8Array,
  size = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const bytes = Buffer.from(body as Uint8Array);
  for (let at = 0; at < bytes.length; at += size) {
    const piece = Buffer.from(bytes.subarray(at, at + size));
    yield piece;
    piece.fill(OVERWRITTEN);
  }
}
