import type { Warnings } from '../warnings.ts';
import { ByteReader } from './byte-reader.ts';
import { detectXmlEncoding, ENCODING_WINDOW } from './encoding.ts';
import { FixedWidthDecoder } from './fixed-width-decoder.ts';
import type { ChunkDecoder, TextChunk } from './text-chunk.ts';
import { Utf8Decoder } from './utf8-decoder.ts';

/**
 * Longer pieces are cut. From about 1 MB on, Node.js puts a string outside the heap, where only a full collection
 * finds it: dead ones pile up to whatever the next one of those finds.
 */
const MOST_BYTES = 64 * 1024;

/**
 * Decodes the bytes of an XML document piece by piece, in pieces of at most {@link MOST_BYTES}. What cannot be decoded,
 * and what XML does not allow, becomes U+FFFD and a warning: a report with a colour code in it is still a report. An
 * error of the source comes behind all that was read before it.
 *
 * @throws UnreadableArtifactError when the encoding is unknown
 */
export async function* decodeXml(
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
): AsyncGenerator<TextChunk> {
  const reader = new ByteReader(bytes);
  try {
    const decoder = await chooseDecoder(reader, warnings);
    for (;;) {
      const piece = await reader.take(1, MOST_BYTES);
      yield decoder.decode(piece, piece.length === 0);
      if (piece.length === 0) return;
    }
  } finally {
    await reader.close();
  }
}

/** Leaves the reader standing behind the byte order mark. */
async function chooseDecoder(reader: ByteReader, warnings: Warnings): Promise<ChunkDecoder> {
  const head = await reader.take(ENCODING_WINDOW);
  const encoding = detectXmlEncoding(head);
  if (encoding.warning !== undefined) warnings.add(encoding.warning);
  reader.unread(head.subarray(encoding.bomLength));
  return encoding.label === 'utf-8'
    ? new Utf8Decoder(encoding.bomLength, warnings)
    : new FixedWidthDecoder(encoding, warnings);
}
