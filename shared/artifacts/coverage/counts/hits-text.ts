import type { LineRun } from './line-runs.ts';
import type { Numbers } from './numbers.ts';
import { NumbersText } from './numbers-text.ts';

/** Maximum length of the hits of a file as text: a row has to fit into a message. */
const MAX_LENGTH = 1024 ** 2;

const [DOT = 0, TO = 0, TIMES = 0, EQUALS = 0, COMMA = 0] = Buffer.from('.-*=,');

/** Returns the hits of lines as text, such as `3-5=2,9=0`; `null` if there are none, or too many to keep. */
export function lineHitsText(runs: readonly LineRun[]): string | null {
  return joined(runs.length, (text, i) => {
    const { first = 0, last = 0, hits = 0 } = runs[i] ?? {};
    text.addNumber(first);
    if (first !== last) addNext(text, TO, last);
    addNext(text, EQUALS, hits);
  });
}

/** Returns the hits of blocks of statements as text, given the six numbers of each; `null` as {@link lineHitsText} does. */
export function blockHitsText(numbers: Numbers = []): string | null {
  return joined(numbers.length / 6, (text, i) => {
    const at = 6 * i;
    text.addNumber(numbers[at] ?? 0);
    addNext(text, DOT, numbers[at + 1]);
    addNext(text, TO, numbers[at + 2]);
    addNext(text, DOT, numbers[at + 3]);
    addNext(text, TIMES, numbers[at + 4]);
    addNext(text, EQUALS, numbers[at + 5]);
  });
}

/** Returns the hits of branches as text, given the four numbers of each; `null` as {@link lineHitsText} does. */
export function branchHitsText(numbers: Numbers = []): string | null {
  return joined(numbers.length / 4, (text, i) => {
    const at = 4 * i;
    text.addNumber(numbers[at] ?? 0);
    addNext(text, DOT, numbers[at + 1]);
    addNext(text, DOT, numbers[at + 2]);
    addNext(text, EQUALS, numbers[at + 3]);
  });
}

/** Returns the hits of statements or functions as text, given the two numbers of each; `null` as {@link lineHitsText} does. */
export function unitHitsText(numbers: Numbers = []): string | null {
  return joined(numbers.length / 2, (text, i) => {
    text.addNumber(numbers[2 * i] ?? 0);
    addNext(text, EQUALS, numbers[2 * i + 1]);
  });
}

function addNext(text: NumbersText, separator: number, number = 0): void {
  text.addCharacter(separator);
  text.addNumber(number);
}

/** Memory in which all texts are built, one after the other. */
const TEXT = new NumbersText();

function joined(count: number, add: (text: NumbersText, i: number) => void): string | null {
  if (count === 0) return null;
  TEXT.clear();
  for (let i = 0; i < count; i++) {
    if (i > 0) TEXT.addCharacter(COMMA);
    add(TEXT, i);
    if (TEXT.length > MAX_LENGTH) return null;
  }
  return TEXT.toString();
}
