const ZERO = 0x30;

/** Up to here, digits are found with integer operations, which are faster. */
const MAX_SMALL = 2 ** 31;

/** Number of bytes that there is room for at least before a number is added. */
const ROOM = 32;

/** Builds a text of numbers and ASCII characters, without a string for each of them. */
export class NumbersText {
  #bytes = Buffer.alloc(4096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a non-negative integer up to 2^53 - 1. */
  addNumber(number: number): void {
    this.#makeRoom();
    if (number >= MAX_SMALL) {
      this.#length += this.#bytes.write(String(number), this.#length, 'latin1');
      return;
    }
    let digits = 1;
    for (let limit = 10; limit <= number; limit *= 10) digits++;
    let rest = number;
    for (let at = this.#length + digits - 1; at >= this.#length; at--) {
      const tens = Math.trunc(rest / 10);
      this.#bytes[at] = ZERO + rest - 10 * tens;
      rest = tens;
    }
    this.#length += digits;
  }

  /** @param code code of an ASCII character */
  addCharacter(code: number): void {
    this.#makeRoom();
    this.#bytes[this.#length++] = code;
  }

  /** Begins a new text. */
  clear(): void {
    this.#length = 0;
  }

  toString(): string {
    return this.#bytes.toString('latin1', 0, this.#length);
  }

  #makeRoom(): void {
    if (this.#length + ROOM <= this.#bytes.length) return;
    const grown = Buffer.alloc(2 * this.#bytes.length);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
