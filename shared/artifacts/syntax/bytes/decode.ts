import type { Warnings } from '../warnings.ts';
import { ByteReader } from './byte-reader.ts';
import { detectXmlEncoding, ENCODING_WINDOW } from './encoding.ts';
import { FixedWidthDecoder } from './fixed-width-decoder.ts';
import type { ChunkDecoder, TextChunk } from './text-chunk.ts';
import { Utf8Decoder } from './utf8-decoder.ts';

/**
 * Maximum length of a piece; longer pieces are cut. Node.js stores strings of about 1 MB and more outside of the heap,
 * where only a full garbage collection frees them, so that unused ones accumulate until then.
 */
const MAX_BYTES = 64 * 1024;

/**
 * Decodes the bytes of an XML document in pieces of at most {@link MAX_BYTES}. Bytes that cannot be decoded and
 * characters that XML does not allow become U+FFFD, with a warning: a report that contains a colour code is still a
 * report. An error of the source is thrown after everything read before it has been returned.
 *
 * @throws UnreadableArtifactError if the encoding is unknown
 */
export async function* decodeXml(
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
): AsyncGenerator<TextChunk> {
  const reader = new ByteReader(bytes);
  try {
    const decoder = await chooseDecoder(reader, warnings);
    for (;;) {
      const piece = await reader.take(1, MAX_BYTES);
      yield decoder.decode(piece, piece.length === 0);
      if (piece.length === 0) return;
    }
  } finally {
    await reader.close();
  }
}

/** Returns the decoder for the encoding of the document, and moves the reader past the byte order mark. */
async function chooseDecoder(reader: ByteReader, warnings: Warnings): Promise<ChunkDecoder> {
  const head = await reader.take(ENCODING_WINDOW);
  const encoding = detectXmlEncoding(head);
  if (encoding.warning !== undefined) warnings.add(encoding.warning);
  reader.unread(head.subarray(encoding.bomLength));
  return encoding.label === 'utf-8'
    ? new Utf8Decoder(encoding.bomLength, warnings)
    : new FixedWidthDecoder(encoding, warnings);
}
