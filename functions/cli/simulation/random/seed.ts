// Looked up once: this is the innermost loop of a simulation.
const { imul } = Math;

/** Four 32-bit words: the state that a stream of random numbers begins with. */
export type Seed = readonly [number, number, number, number];

/**
 * Spreads a text over four 32-bit words, so that streams with different labels have nothing in common. Not for
 * secrets.
 */
export function seedOf(text: string): Seed {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = imul(rotated(a, 13) ^ code, 0x85ebca6b);
    b = imul(rotated(b, 17) ^ code, 0xc2b2ae35);
    c = imul(rotated(c, 11) ^ code, 0x27d4eb2f);
    d = imul(rotated(d, 19) ^ code, 0x165667b1);
  }
  return [mixed(a ^ d), mixed(b ^ a), mixed(c ^ b), mixed(d ^ c)];
}

/** A short text that stands for a long one among others of its kind. */
export function shortHash(text: string): string {
  const [a, b] = seedOf(text);
  return a.toString(36) + b.toString(36);
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Makes every bit of the answer depend on every bit of the word. */
function mixed(word: number): number {
  const once = imul(word ^ (word >>> 15), 0x2c1b3c6d);
  const twice = imul(once ^ (once >>> 12), 0x297a2d39);
  return (twice ^ (twice >>> 15)) >>> 0;
}
