import { isAscii, isUtf8 } from 'node:buffer';
import type { Warnings } from '../warnings.ts';
import { hasIllegalControl, hasNoncharacter } from './xml-characters.ts';
import type { PieceContent, PieceDecoder, XmlPiece } from './xml-piece.ts';

const NO_BYTES = Buffer.alloc(0);

/** Checks UTF-8, which is not copied: byte offsets are those of the document. Each piece ends with a whole character. */
export class Utf8Decoder implements PieceDecoder {
  readonly #warnings: Warnings;
  /** Position of {@link #partial} in the document, in bytes. */
  #byteOffset: number;
  /** Bytes of a character that continues in the next piece. */
  #partial: Uint8Array = NO_BYTES;

  /** @param byteOffset position of the first byte in the document */
  constructor(byteOffset: number, warnings: Warnings) {
    this.#byteOffset = byteOffset;
    this.#warnings = warnings;
  }

  decode(piece: Uint8Array, isLast: boolean): XmlPiece {
    const bytes = this.#wholeCharacters(piece, isLast);
    const byteOffset = this.#byteOffset;
    this.#byteOffset += bytes.length;
    const { content, warnings } = charactersOf(bytes);
    for (const warning of warnings) this.#warnings.addOfCharacters(warning);
    const unclean = content === 'unclean' ? Buffer.from(bytes) : NO_BYTES;
    return {
      bytes,
      content,
      warnings,
      warningsBefore: (length) => charactersOf(unclean.subarray(0, length)).warnings,
      byteOffset,
      byteLength: (length) => length,
    };
  }

  #wholeCharacters(piece: Uint8Array, isLast: boolean): Buffer {
    const bytes = this.#partial.length === 0 ? piece : Buffer.concat([this.#partial, piece]);
    const end = isLast ? bytes.length : endOfLastCharacter(bytes);
    this.#partial = Uint8Array.from(bytes.subarray(end));
    return Buffer.from(bytes.buffer, bytes.byteOffset, end);
  }
}

interface Characters {
  readonly content: PieceContent;
  readonly warnings: readonly string[];
}

/** Returns what bytes contain, with warnings about those that are not UTF-8 and characters that XML does not allow. */
export function charactersOf(bytes: Buffer): Characters {
  const hasOnlyAscii = isAscii(bytes);
  const isValid = hasOnlyAscii || isUtf8(bytes);
  const isIllegal =
    hasIllegalControl(bytes, hasOnlyAscii) || (!hasOnlyAscii && hasNoncharacter(bytes));
  if (isValid && !isIllegal) return { content: hasOnlyAscii ? 'ascii' : 'utf-8', warnings: [] };
  const warnings = [
    ...(isValid ? [] : ['bytes that are not UTF-8 were replaced']),
    ...(isIllegal ? ['control characters were replaced'] : []),
  ];
  return { content: 'unclean', warnings };
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
