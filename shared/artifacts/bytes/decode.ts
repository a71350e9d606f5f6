import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { Warnings } from '../warnings.ts';
import { detectXmlEncoding, ENCODING_WINDOW, type Encoding } from './encoding.ts';

/** A piece of text, and where in the bytes it begins. */
export interface TextChunk {
  readonly text: string;
  readonly byteOffset: number;
  /** How many bytes the first `length` characters of the text take. */
  readonly byteLength: (length: number) => number;
}

/** Characters that XML 1.0 (production 2) does not allow, but for unpaired surrogates, which decoding replaces. */
// eslint-disable-next-line no-control-regex -- those are the very characters looked for
const ILLEGAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
// eslint-disable-next-line no-control-regex -- as above, without state
const HAS_ILLEGAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

const REPLACEMENT = '\ufffd';

/**
 * Decodes the bytes of an XML document piece by piece. What cannot be decoded, and what XML does not allow, becomes
 * U+FFFD and a warning: a report with a colour code in it is still a report.
 *
 * @throws UnreadableArtifactError when the encoding is unknown
 */
export async function* decodeXml(
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
): AsyncGenerator<TextChunk> {
  let pending: Uint8Array = new Uint8Array(0);
  let decoder: ChunkDecoder | undefined;
  for await (const chunk of bytes) {
    if (decoder === undefined) {
      pending = Buffer.concat([pending, chunk]);
      if (pending.length < ENCODING_WINDOW) continue;
      decoder = start(pending, warnings);
      yield decoder.decode(pending.subarray(decoder.byteOffset), false);
    } else {
      yield decoder.decode(chunk, false);
    }
  }
  decoder ??= start(pending, warnings);
  // Short documents are still pending; of long ones the decoder may hold the beginning of a character.
  const rest =
    pending.length < ENCODING_WINDOW ? pending.subarray(decoder.byteOffset) : new Uint8Array(0);
  yield decoder.decode(rest, true);
}

function start(head: Uint8Array, warnings: Warnings): ChunkDecoder {
  const encoding = detectXmlEncoding(head.subarray(0, ENCODING_WINDOW));
  if (encoding.warning !== undefined) warnings.add(encoding.warning);
  return new ChunkDecoder(encoding, warnings);
}

class ChunkDecoder {
  byteOffset: number;
  readonly #firstByte: number;
  #characters = 0;
  readonly #label: string;
  readonly #warnings: Warnings;
  readonly #decoder: TextDecoder;
  /** Bytes of a character whose rest is in the next chunk; UTF-8 only, the decoder keeps those of others. */
  #partial: Uint8Array = new Uint8Array(0);

  constructor(encoding: Encoding, warnings: Warnings) {
    this.byteOffset = encoding.bomLength;
    this.#firstByte = encoding.bomLength;
    this.#label = encoding.label;
    this.#warnings = warnings;
    this.#decoder = new TextDecoder(encoding.label, { ignoreBOM: true });
  }

  decode(chunk: Uint8Array, isLast: boolean): TextChunk {
    return this.#label === 'utf-8'
      ? this.#utf8Chunk(chunk, isLast)
      : this.#otherChunk(this.#decodeOther(chunk, isLast), chunk.length);
  }

  #utf8Chunk(chunk: Uint8Array, isLast: boolean): TextChunk {
    const byteOffset = this.byteOffset - this.#partial.length;
    this.byteOffset += chunk.length;
    const { text, bytes } = this.#decodeUtf8(chunk, isLast);
    return {
      text: this.#withoutIllegal(text),
      byteOffset,
      byteLength: (length) => utf8Length(bytes, text, length),
    };
  }

  /** The decoder keeps bytes of its own, so that places are counted in characters; those of other encodings are alike. */
  #otherChunk(decoded: string, byteCount: number): TextChunk {
    const width = this.#label.startsWith('utf-16') ? 2 : 1;
    const byteOffset = this.#firstByte + this.#characters * width;
    this.#characters += decoded.length;
    this.byteOffset += byteCount;
    return {
      text: this.#withoutIllegal(decoded),
      byteOffset,
      byteLength: (length) => length * width,
    };
  }

  #decodeUtf8(chunk: Uint8Array, isLast: boolean): { text: string; bytes: Buffer } {
    const bytes = this.#partial.length === 0 ? chunk : Buffer.concat([this.#partial, chunk]);
    const end = isLast ? bytes.length : endOfLastCharacter(bytes);
    this.#partial = bytes.subarray(end);
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, end);
    if (isAscii(whole)) return { text: whole.toString('latin1'), bytes: whole };
    if (!isUtf8(whole)) this.#warnings.add(`bytes that are not UTF-8 were replaced`);
    return { text: whole.toString('utf8'), bytes: whole };
  }

  #decodeOther(chunk: Uint8Array, isLast: boolean): string {
    const text = this.#decoder.decode(chunk, { stream: !isLast });
    if (text.includes(REPLACEMENT)) {
      this.#warnings.add(`bytes that are not ${this.#label} were replaced`);
    }
    return text;
  }

  #withoutIllegal(text: string): string {
    if (!HAS_ILLEGAL.test(text)) return text;
    this.#warnings.add('control characters were replaced');
    return text.replaceAll(ILLEGAL, REPLACEMENT);
  }
}

/** How many of the bytes the first characters of their text take; what was replaced took others than it has now. */
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

/** Where the last character that is whole ends: at most three bytes of another may follow. */
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
