/** Returns bytes as a stream of pieces of a given size, as readers get them. */
export async function* inPieces(
  body: string | Uint8Array,
  size = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const bytes = Buffer.from(body as Uint8Array);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
