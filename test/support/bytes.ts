/** Bytes as a reader gets them, in pieces of a size. */
export async function* inPieces(
  body: string | Uint8Array,
  size = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const bytes = Buffer.from(body as Uint8Array);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
