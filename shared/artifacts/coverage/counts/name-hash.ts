/** A hash has two halves of 24 bits: among the 10,000 functions of a large file, two collide with a probability of 2 in 10 million. */
const HALF = 2 ** 24;

/** Returns a hash of a name below 2^48: FNV-1a with two halves of different primes. */
export function hashOf(name: string): number {
  let low = 0x811c9dc5;
  let high = 0x9dc5811c;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
  }
  return ((high >>> 0) % HALF) * HALF + ((low >>> 0) % HALF);
}
