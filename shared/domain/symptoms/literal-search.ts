import { LINE_START } from './required-literals.ts';

/** Number of different characters that an automaton has to tell apart: those of ASCII. */
const CHARACTERS = 128;
const ROOT = 0;

/**
 * Finds many literals in one pass (the automaton of Aho and Corasick, 1975). Upper and lower case are not distinguished.
 * `\n` at the beginning of a literal stands for the beginning of a line.
 */
export class LiteralSearch {
  /** State that follows each state and character: `transitions[state * 128 + character]`. */
  readonly transitions: Uint16Array;
  /** State at the beginning of a line. */
  readonly start: number;
  /** For each state, 1 if a literal ends there. */
  readonly isFound: Uint8Array;
  /** For each state, the indexes of the literals that end there. */
  readonly #found: readonly ReadonlySet<number>[];

  /** @param literals in lower case, without characters beyond ASCII */
  constructor(literals: readonly string[]) {
    const { children, ends } = trieOf(literals);
    const found = ends.map((indexes) => new Set(indexes));
    const transitions = new Uint16Array(children.length * CHARACTERS);
    const failures = new Uint16Array(children.length);
    const queue = [ROOT];
    for (const state of queue) {
      const failure = failures[state] ?? ROOT;
      if (state !== ROOT) {
        transitions.copyWithin(
          state * CHARACTERS,
          failure * CHARACTERS,
          (failure + 1) * CHARACTERS,
        );
        for (const index of found[failure] ?? []) found[state]?.add(index);
      }
      for (const [character, child] of children[state] ?? []) {
        failures[child] =
          state === ROOT ? ROOT : (transitions[failure * CHARACTERS + character] ?? ROOT);
        transitions[state * CHARACTERS + character] = child;
        queue.push(child);
      }
    }
    foldCase(transitions);
    this.transitions = transitions;
    this.start = transitions[LINE_START.charCodeAt(0)] ?? ROOT;
    this.isFound = Uint8Array.from(found, ({ size }) => (size > 0 ? 1 : 0));
    this.#found = found;
  }

  /** Returns the indexes of the literals that a line contains; `undefined` if it has characters beyond ASCII. */
  literalsIn(line: string): ReadonlySet<number> | undefined {
    const { transitions, isFound } = this;
    const all = new Set(this.#found[this.start]);
    let state = this.start;
    for (let index = 0; index < line.length; index++) {
      const character = line.charCodeAt(index);
      if (character >= CHARACTERS) return undefined;
      state = transitions[state * CHARACTERS + character] ?? ROOT;
      if (isFound[state] === 1) for (const literal of this.#found[state] ?? []) all.add(literal);
    }
    return all;
  }
}

/** States of a trie: the next state by character, and the indexes of the literals that end there. */
interface Trie {
  readonly children: readonly Map<number, number>[];
  readonly ends: readonly number[][];
}

function trieOf(literals: readonly string[]): Trie {
  const children = [new Map<number, number>()];
  const ends: number[][] = [[]];
  literals.forEach((literal, index) => {
    let state = ROOT;
    for (const character of Buffer.from(literal)) {
      const next = children[state]?.get(character) ?? children.length;
      if (next === children.length) {
        children.push(new Map());
        ends.push([]);
        children[state]?.set(character, next);
      }
      state = next;
    }
    ends[state]?.push(index);
  });
  return { children, ends };
}

/** Gives capital letters the transitions of small ones. */
function foldCase(transitions: Uint16Array): void {
  const [capitalA, smallA, letters] = [0x41, 0x61, 26];
  for (let row = 0; row < transitions.length; row += CHARACTERS) {
    transitions.copyWithin(row + capitalA, row + smallA, row + smallA + letters);
  }
}
