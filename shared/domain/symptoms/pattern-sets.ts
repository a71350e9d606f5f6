import { RE2Set } from 're2js';

/**
 * A set of patterns is one automaton, whose states are combinations of the states of its patterns. With many patterns
 * they no longer fit its memory, and matching falls back to a method that is a hundred times slower.
 */
const MAX_PATTERNS = 24;
/** Bytes that the states of one set may take. */
const MAX_SET_BYTES = 16 * 1024 * 1024;

/** Many patterns, matched in time linear in the length of the text. */
export class PatternSets {
  readonly #sets: readonly RE2Set[];

  /** @param patterns in the syntax of RE2 */
  constructor(patterns: readonly string[]) {
    const sets = Math.ceil(patterns.length / MAX_PATTERNS);
    this.#sets = Array.from({ length: sets }, (_, set) =>
      compiledSet(patterns.slice(set * MAX_PATTERNS, (set + 1) * MAX_PATTERNS)),
    );
  }

  /** Returns the positions of the patterns that a text contains, in ascending order. */
  match(text: string): readonly number[] {
    const found: number[] = [];
    this.#sets.forEach((set, position) => {
      for (const index of set.match(text)) found.push(position * MAX_PATTERNS + index);
    });
    return found.length > 1 ? found.sort((a, b) => a - b) : found;
  }
}

function compiledSet(patterns: readonly string[]): RE2Set {
  const set = new RE2Set(RE2Set.UNANCHORED, 0, MAX_SET_BYTES);
  for (const pattern of patterns) set.add(pattern);
  set.compile();
  return set;
}
