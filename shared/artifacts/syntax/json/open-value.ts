import { UnreadableArtifactError } from '../../../errors.ts';
import { BYTE } from './bytes.ts';

/** Maximum size of a value that is taken as a whole. */
const MAX_VALUE_BYTES = 32 * 1024 ** 2;

/** Maximum number of commas and brackets in such a value, which its memory follows, and of brackets around each other. */
const MAX_VALUE_PARTS = 2_000_000;
const MAX_DEPTH = 1000;

/** A value that is being read as a whole: its bytes so far, and what is open in it. */
export class OpenValue {
  readonly isKept: boolean;
  readonly isKey: boolean;
  readonly #parts: Buffer[] = [];
  #length = 0;
  /** Number of commas and opening brackets. */
  #size = 0;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;

  /** @param options whether the bytes are needed, and whether the value is the name of a member */
  constructor({ isKept, isKey }: Pick<OpenValue, 'isKept' | 'isKey'>) {
    this.isKept = isKept;
    this.isKey = isKey;
  }

  /** The bytes so far. */
  get text(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }

  /**
   * Reads bytes from a position on; returns the position after the value, and -1 if it does not end in them.
   *
   * @throws UnreadableArtifactError if the value is needed and too large
   */
  read(bytes: Buffer, start: number): number {
    const end = this.#findEnd(bytes, start);
    this.#keep(bytes.subarray(start, end < 0 ? bytes.length : end));
    return end;
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    if (!this.isKept) return;
    if (this.#length > MAX_VALUE_BYTES) {
      throw new UnreadableArtifactError(`a JSON member of more than ${MAX_VALUE_BYTES} bytes`);
    }
    if (this.#size > MAX_VALUE_PARTS) {
      throw new UnreadableArtifactError(`a JSON member of more than ${MAX_VALUE_PARTS} parts`);
    }
    this.#parts.push(Buffer.from(part));
  }

  #findEnd(bytes: Buffer, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#isInString) {
        if (this.#endsString(byte) && this.#depth === 0) return at + 1;
        continue;
      }
      switch (byte) {
        case BYTE.quote:
          this.#isInString = true;
          break;
        case BYTE.openObject:
        case BYTE.openArray:
          this.#open();
          break;
        case BYTE.closeObject:
        case BYTE.closeArray:
          if (this.#depth === 0) return at;
          this.#depth--;
          if (this.#depth === 0) return at + 1;
          break;
        case BYTE.comma:
          if (this.#depth === 0) return at;
          this.#size++;
          break;
        default:
      }
    }
    return -1;
  }

  /** Reads a byte of a string; returns whether the string ends with it. */
  #endsString(byte: number): boolean {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BYTE.backslash) this.#isEscaped = true;
    else if (byte === BYTE.quote) this.#isInString = false;
    return !this.#isInString;
  }

  #open(): void {
    this.#depth++;
    this.#size++;
    if (this.#depth > MAX_DEPTH && this.isKept) {
      throw new UnreadableArtifactError(`JSON that is nested more than ${MAX_DEPTH} deep`);
    }
  }
}
