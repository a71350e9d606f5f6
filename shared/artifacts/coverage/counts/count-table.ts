import type { Numbers } from './numbers.ts';

/** How two counts of the same unit are combined: those of several runs add up, those of one run are the same. */
export type Combination = 'sum' | 'max';

/** Most files have few units, and a table grows to twice its length. */
const INITIAL_LENGTH = 128;

/** Counts of units such as lines: entries of the same number of numbers, a key and, as the last number, a count. */
export class CountTable {
  readonly #width: number;
  #entries = new Float64Array(INITIAL_LENGTH);
  #used = 0;

  /** @param width number of numbers of an entry */
  constructor(width: number) {
    this.#width = width;
  }

  /** Number of numbers that were added. */
  get length(): number {
    return this.#used;
  }

  /** Adds the numbers of a key and its count: integers from 0 to 2^53 - 1. */
  add(...entry: readonly number[]): void {
    if (this.#used + entry.length > this.#entries.length) this.#grow();
    for (const number of entry) this.#entries[this.#used++] = number;
  }

  /** Adds an entry whose numbers begin at a place of others. */
  addFrom(numbers: Numbers, start: number): void {
    const width = this.#width;
    if (this.#used + width > this.#entries.length) this.#grow();
    for (let i = 0; i < width; i++) this.#entries[this.#used + i] = numbers[start + i] ?? 0;
    this.#used += width;
  }

  /**
   * Returns the entries in ascending order of their keys, those with equal keys combined, and begins again. They are valid
   * until the next entry is added.
   */
  take(combination: Combination): Numbers {
    this.combine(combination);
    const taken = this.#entries.subarray(0, this.#used);
    this.#used = 0;
    return taken;
  }

  /** Sorts the entries, and combines those with equal keys. */
  combine(combination: Combination): void {
    const added = this.#entries.subarray(0, this.#used);
    if (!isAscending(added, this.#width)) added.set(inOrder(added, this.#width));
    this.#used = combined(added, this.#width, combination);
  }

  #grow(): void {
    const grown = new Float64Array(2 * this.#entries.length);
    grown.set(this.#entries);
    this.#entries = grown;
  }
}

/** Combines entries with equal keys, which follow each other, in place; returns how many numbers there are then. */
function combined(sorted: Float64Array, width: number, combination: Combination): number {
  let end = 0;
  for (let at = 0; at < sorted.length; at += width) {
    const count = sorted[at + width - 1] ?? 0;
    if (end > 0 && compare(sorted, { left: end - width, right: at, width }) === 0) {
      const before = sorted[end - 1] ?? 0;
      sorted[end - 1] =
        combination === 'max'
          ? Math.max(before, count)
          : Math.min(before + count, Number.MAX_SAFE_INTEGER);
      continue;
    }
    if (end < at) sorted.copyWithin(end, at, at + width);
    end += width;
  }
  return end;
}

function isAscending(entries: Numbers, width: number): boolean {
  for (let at = width; at < entries.length; at += width) {
    if (compare(entries, { left: at - width, right: at, width }) > 0) return false;
  }
  return true;
}

function inOrder(entries: Float64Array, width: number): Float64Array {
  const places = Uint32Array.from({ length: entries.length / width }, (_, i) => i * width);
  places.sort((left, right) => compare(entries, { left, right, width }));
  const sorted = new Float64Array(entries.length);
  places.forEach((place, i) => {
    sorted.set(entries.subarray(place, place + width), i * width);
  });
  return sorted;
}

/** Compares the keys of two entries, given where they begin. */
function compare(
  entries: Numbers,
  { left, right, width }: { readonly left: number; readonly right: number; readonly width: number },
): number {
  for (let i = 0; i < width - 1; i++) {
    const difference = (entries[left + i] ?? 0) - (entries[right + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
