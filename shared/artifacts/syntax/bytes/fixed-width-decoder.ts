import { TextDecoder } from 'node:util';
import type { Warnings } from '../warnings.ts';
import type { Encoding } from './encoding.ts';
import { charactersOf } from './utf8-decoder.ts';
import { REPLACEMENT } from './xml-characters.ts';
import type { PieceDecoder, XmlPiece } from './xml-piece.ts';

/** Any character outside of US-ASCII; control characters are judged elsewhere. */
const NOT_ASCII = /[^\0-\x7f]/;

/**
 * Brings encodings into UTF-8 in which every character (UTF-16 code unit) has the same number of bytes, so that byte
 * offsets follow from the number of characters. For other, rare encodings, such as Shift_JIS, byte offsets are approximate.
 */
export class FixedWidthDecoder implements PieceDecoder {
  readonly #label: string;
  readonly #warnings: Warnings;
  readonly #isAscii: boolean;
  /** Keeps the bytes of a character that continues in the next piece. */
  readonly #decoder: TextDecoder;
  /** Number of bytes of a character. */
  readonly #width: number;
  /** Position of the next character in the document, in bytes. */
  #byteOffset: number;

  constructor({ label, bomLength, isAscii = false }: Encoding, warnings: Warnings) {
    this.#label = label;
    this.#warnings = warnings;
    this.#isAscii = isAscii;
    this.#decoder = new TextDecoder(label, { ignoreBOM: true });
    this.#width = label.startsWith('utf-16') ? 2 : 1;
    this.#byteOffset = bomLength;
  }

  decode(piece: Uint8Array, isLast: boolean): XmlPiece {
    const text = this.#decoder.decode(piece, { stream: !isLast });
    const byteOffset = this.#byteOffset;
    this.#byteOffset += text.length * this.#width;
    const bytes = Buffer.from(text);
    const { content, warnings: ofUtf8 } = charactersOf(bytes);
    const warnings = [...this.#warningsAbout(text), ...ofUtf8];
    for (const warning of warnings) this.#warnings.addOfCharacters(warning);
    return {
      bytes,
      content,
      warnings,
      warningsBefore: (length) => {
        const before = bytes.subarray(0, length);
        return [...this.#warningsAbout(before.toString()), ...charactersOf(before).warnings];
      },
      byteOffset,
      byteLength: (length) => bytes.toString('utf8', 0, length).length * this.#width,
    };
  }

  #warningsAbout(text: string): readonly string[] {
    const isNotAscii = this.#isAscii && NOT_ASCII.test(text);
    return [
      ...(text.includes(REPLACEMENT) ? [`bytes that are not ${this.#label} were replaced`] : []),
      ...(isNotAscii ? [`bytes that are not US-ASCII were read as ${this.#label}`] : []),
    ];
  }
}
