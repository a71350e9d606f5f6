import { isAscii, isUtf8 } from 'node:buffer';
import type { Warnings } from '../warnings.ts';
import type { ChunkDecoder, TextChunk } from './text-chunk.ts';
import { REPLACEMENT, replaceIllegal } from './xml-characters.ts';

/** Decodes UTF-8. Byte offsets are exact although characters differ in length; each chunk ends with a whole character. */
export class Utf8Decoder implements ChunkDecoder {
  readonly #warnings: Warnings;
  /** Position of {@link #partial} in the document, in bytes. */
  #byteOffset: number;
  /** Bytes of a character that continues in the next chunk. */
  #partial: Uint8Array = new Uint8Array(0);

  /** @param byteOffset position of the first byte in the document */
  constructor(byteOffset: number, warnings: Warnings) {
    this.#byteOffset = byteOffset;
    this.#warnings = warnings;
  }

  decode(chunk: Uint8Array, isLast: boolean): TextChunk {
    const bytes = this.#wholeCharacters(chunk, isLast);
    const byteOffset = this.#byteOffset;
    this.#byteOffset += bytes.length;
    const text = this.#text(bytes);
    return {
      text: replaceIllegal(text, this.#warnings),
      byteOffset,
      byteLength: (length) => utf8Length(bytes, text, length),
    };
  }

  #wholeCharacters(chunk: Uint8Array, isLast: boolean): Buffer {
    const bytes = this.#partial.length === 0 ? chunk : Buffer.concat([this.#partial, chunk]);
    const end = isLast ? bytes.length : endOfLastCharacter(bytes);
    this.#partial = bytes.subarray(end);
    return Buffer.from(bytes.buffer, bytes.byteOffset, end);
  }

  #text(bytes: Buffer): string {
    if (isAscii(bytes)) return bytes.toString('latin1');
    if (!isUtf8(bytes)) this.#warnings.add('bytes that are not UTF-8 were replaced');
    return bytes.toString('utf8');
  }
}

/**
 * Returns the number of bytes of the first `length` characters of a decoded text. Text with replaced bytes needs a binary
 * search, since U+FFFD does not have the length of the bytes that it replaces.
 */
function utf8Length(bytes: Buffer, text: string, length: number): number {
  if (length >= text.length) return bytes.length;
  const beginning = text.slice(0, length);
  if (!beginning.includes(REPLACEMENT)) return Buffer.byteLength(beginning);
  let [low, high] = [0, bytes.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (bytes.toString('utf8', 0, middle).length < length) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the end of the last complete character; at most three bytes of an incomplete one follow. */
function endOfLastCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}
