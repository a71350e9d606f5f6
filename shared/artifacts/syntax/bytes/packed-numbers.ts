const CONTINUES = 0x80;
/** Up to here, numbers are packed with integer operations, which are faster. */
const MAX_SMALL = 2 ** 31;
/** Bytes that a number below 2^53 takes at most. */
const MAX_LENGTH = 8;

/** Packs non-negative integers below 2^53 into bytes: seven bits a byte, the lowest first (LEB128). */
export class NumberPacker {
  #bytes = new Uint8Array(64);
  #length = 0;

  add(number: number): void {
    if (this.#length + MAX_LENGTH > this.#bytes.length) this.#grow();
    let rest = number;
    while (rest >= MAX_SMALL) {
      this.#bytes[this.#length++] = (rest % CONTINUES) | CONTINUES;
      rest = Math.floor(rest / CONTINUES);
    }
    while (rest >= CONTINUES) {
      this.#bytes[this.#length++] = (rest & (CONTINUES - 1)) | CONTINUES;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Returns the packed numbers, and begins again. They are valid until the next number is added. */
  take(): Uint8Array {
    const packed = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return packed;
  }

  #grow(): void {
    const grown = new Uint8Array(2 * this.#bytes.length);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

/** Calls a function for each of the numbers that a {@link NumberPacker} packed, in their order. */
export function unpackNumbers(packed: Uint8Array, use: (number: number) => void): void {
  let at = 0;
  while (at < packed.length) {
    let number = 0;
    let factor = 1;
    for (; ; at++) {
      const byte = packed[at] ?? 0;
      number += (byte & (CONTINUES - 1)) * factor;
      if (byte < CONTINUES) break;
      factor *= CONTINUES;
    }
    at++;
    use(number);
  }
}
