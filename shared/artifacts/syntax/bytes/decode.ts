import type { Warnings } from '../warnings.ts';
import { ByteReader } from './byte-reader.ts';
import { detectXmlEncoding, ENCODING_WINDOW } from './encoding.ts';
import { FixedWidthDecoder } from './fixed-width-decoder.ts';
import { Utf8Decoder } from './utf8-decoder.ts';
import type { PieceDecoder, XmlPiece } from './xml-piece.ts';

/** Maximum length of a piece; longer pieces are cut, so that each stays in the cache of the processor while it is read. */
const MAX_BYTES = 128 * 1024;

/** Number of pieces that may have any length. Those after them are joined, since each of them takes memory and time. */
const SHORT_PIECES = 8 * 1024;
/** Minimum length of the joined pieces, in bytes. */
const MIN_JOINED_BYTES = 4 * 1024;

/**
 * Brings the bytes of an XML document into UTF-8, in pieces of about {@link MAX_BYTES} at most, and checks them. Bytes that
 * cannot be decoded and characters that XML does not allow give a warning and become U+FFFD in strings: a report that
 * contains a colour code is still a report. An error of the source is thrown after everything read before it has been
 * returned.
 *
 * @throws UnreadableArtifactError if the encoding is unknown
 */
export async function* decodeXml(
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
): AsyncGenerator<XmlPiece> {
  const reader = new ByteReader(bytes);
  try {
    const decoder = await chooseDecoder(reader, warnings);
    for (let count = 0; ; count++) {
      const piece = await reader.take(count < SHORT_PIECES ? 1 : MIN_JOINED_BYTES, MAX_BYTES);
      yield decoder.decode(piece, piece.length === 0);
      if (piece.length === 0) return;
    }
  } finally {
    await reader.close();
  }
}

/** Returns the decoder for the encoding of the document, and moves the reader past the byte order mark. */
async function chooseDecoder(reader: ByteReader, warnings: Warnings): Promise<PieceDecoder> {
  const head = await reader.take(ENCODING_WINDOW);
  const encoding = detectXmlEncoding(head);
  if (encoding.warning !== undefined) warnings.add(encoding.warning);
  reader.unread(head.subarray(encoding.bomLength));
  return encoding.label === 'utf-8'
    ? new Utf8Decoder(encoding.bomLength, warnings)
    : new FixedWidthDecoder(encoding, warnings);
}
