import type { LineRun } from './line-runs.ts';
import type { Numbers } from './numbers.ts';

/** Maximum length of the hits of a file as text: a row has to fit into a message. */
const MAX_LENGTH = 1024 ** 2;

/** Returns the hits of lines as text, such as `3-5=2,9=0`; `null` if there are none, or too many to keep. */
export function lineHitsText(runs: readonly LineRun[]): string | null {
  return joined(runs.length, (i) => {
    const { first = 0, last = 0, hits = 0 } = runs[i] ?? {};
    return first === last ? `${first}=${hits}` : `${first}-${last}=${hits}`;
  });
}

/** Returns the hits of blocks of statements as text, given the six numbers of each; `null` as {@link lineHitsText} does. */
export function statementHitsText(numbers: Numbers = []): string | null {
  return joined(numbers.length / 6, (i) => {
    const at = 6 * i;
    const first = `${numbers[at]}.${numbers[at + 1]}`;
    const last = `${numbers[at + 2]}.${numbers[at + 3]}`;
    return `${first}-${last}*${numbers[at + 4]}=${numbers[at + 5]}`;
  });
}

/** Returns the hits of branches as text, given the four numbers of each; `null` as {@link lineHitsText} does. */
export function branchHitsText(numbers: Numbers = []): string | null {
  return joined(numbers.length / 4, (i) => {
    const at = 4 * i;
    return `${numbers[at]}.${numbers[at + 1]}.${numbers[at + 2]}=${numbers[at + 3]}`;
  });
}

function joined(count: number, textAt: (i: number) => string): string | null {
  const texts: string[] = [];
  let length = -1;
  for (let i = 0; i < count; i++) {
    const text = textAt(i);
    length += text.length + 1;
    if (length > MAX_LENGTH) return null;
    texts.push(text);
  }
  return count === 0 ? null : texts.join(',');
}
