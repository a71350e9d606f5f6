import type { Numbers } from './numbers.ts';
import type { LineRun } from './line-runs.ts';

/** Maximum length of the hits of a file as text: a row has to fit into a message. */
const MAX_LENGTH = 1024 ** 2;

/** Returns the hits of lines as text, such as `3-5=2,9=0`; `null` if there are none, or too many to keep. */
export function lineHitsText(runs: readonly LineRun[]): string | null {
  return joined(
    runs.map(({ first, last, hits }) =>
      first === last ? `${first}=${hits}` : `${first}-${last}=${hits}`,
    ),
  );
}

/** Returns the hits of blocks of statements as text, given the six numbers of each; `null` as {@link lineHitsText} does. */
export function statementHitsText(numbers: Numbers | undefined): string | null {
  if (numbers === undefined) return null;
  const texts: string[] = [];
  for (let at = 0; at < numbers.length; at += 6) {
    const [first, last] = [
      `${numbers[at]}.${numbers[at + 1]}`,
      `${numbers[at + 2]}.${numbers[at + 3]}`,
    ];
    texts.push(`${first}-${last}*${numbers[at + 4]}=${numbers[at + 5]}`);
  }
  return joined(texts);
}

/** Returns the hits of branches as text, given the four numbers of each; `null` as {@link lineHitsText} does. */
export function branchHitsText(numbers: Numbers | undefined): string | null {
  if (numbers === undefined) return null;
  const texts: string[] = [];
  for (let at = 0; at < numbers.length; at += 4) {
    texts.push(`${numbers[at]}.${numbers[at + 1]}.${numbers[at + 2]}=${numbers[at + 3]}`);
  }
  return joined(texts);
}

function joined(texts: readonly string[]): string | null {
  const text = texts.join(',');
  return text === '' || text.length > MAX_LENGTH ? null : text;
}
