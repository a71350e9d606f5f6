// Destructured for speed: seeding is the innermost loop of a simulation.
const { imul } = Math;

/** The initial state of a stream of random numbers: four 32-bit words. */
type Seed = readonly [number, number, number, number];

/** Hashes a text to four 32-bit words, so that streams with different labels are independent. Not cryptographic. */
function seedFromText(text: string): Seed {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = imul(rotateLeft(a, 13) ^ code, 0x85ebca6b);
    b = imul(rotateLeft(b, 17) ^ code, 0xc2b2ae35);
    c = imul(rotateLeft(c, 11) ^ code, 0x27d4eb2f);
    d = imul(rotateLeft(d, 19) ^ code, 0x165667b1);
  }
  return [mixBits(a ^ d), mixBits(b ^ a), mixBits(c ^ b), mixBits(d ^ c)];
}

/** Returns a short hash of a text. */
export function shortHash(text: string): string {
  const [a, b] = seedFromText(text);
  return a.toString(36) + b.toString(36);
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Makes every bit of the result depend on every bit of the word. */
function mixBits(word: number): number {
  const once = imul(word ^ (word >>> 15), 0x2c1b3c6d);
  const twice = imul(once ^ (once >>> 12), 0x297a2d39);
  return (twice ^ (twice >>> 15)) >>> 0;
}

const { floor } = Math;
const TWO_TO_32 = 2 ** 32;
const WARM_UP = 8;

/** Lower and upper bound, both inclusive. */
export type Range = readonly [number, number];

/**
 * A stream of random numbers that depends on its labels only (generator: sfc32).
 *
 * Each decision has a stream with its own labels, so that one more decision, or one more job in the catalog, does not
 * change the others.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(...labels: readonly (string | number)[]) {
    [this.#a, this.#b, this.#c, this.#counter] = seedFromText(labels.join('\0'));
    for (let i = 0; i < WARM_UP; i++) this.#word();
  }

  /** Returns a number that is uniform in [0, 1). */
  next(): number {
    return this.#word() / TWO_TO_32;
  }

  /** Returns a number that is uniform in a range. */
  between([low, high]: Range): number {
    return low + this.next() * (high - low);
  }

  /** Returns an integer that is uniform in a range. */
  integer([low, high]: Range): number {
    return low + floor(this.next() * (high - low + 1));
  }

  /** Returns `true` with a probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Returns an exponentially distributed number, such as the time between independent events. */
  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  /**
   * Returns a random element.
   *
   * @throws RangeError if the list is empty
   */
  pick<T>(list: readonly T[]): T {
    const picked = list[floor(this.next() * list.length)];
    if (picked === undefined) throw new RangeError('An empty list has no random element.');
    return picked;
  }

  /** Returns one of the keys with a probability in proportion to its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries<number>(weights) as [K, number][];
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    const found = entries.find(([, weight]) => (rest -= weight) < 0);
    return (found ?? this.pick(entries))[0];
  }

  /** Returns at most `count` distinct elements. */
  sample<T>(list: readonly T[], count: number): readonly T[] {
    const rest = [...list];
    const sample: T[] = [];
    while (sample.length < count && rest.length > 0) {
      sample.push(...rest.splice(floor(this.next() * rest.length), 1));
    }
    return sample;
  }

  /** Returns a word of characters of an alphabet. */
  word(length: number, alphabet = 'bcdfghjklmnpqrstvwxz2456789'): string {
    let word = '';
    for (let i = 0; i < length; i++) word += alphabet.charAt(floor(this.next() * alphabet.length));
    return word;
  }

  /** Returns hexadecimal digits. */
  hex(length: number): string {
    return this.word(length, '0123456789abcdef');
  }

  /** Returns a text of the form of a UUID. */
  uuid(): string {
    return [8, 4, 4, 4, 12].map((length) => this.hex(length)).join('-');
  }

  #word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}
