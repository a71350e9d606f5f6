/** Counts of a Go profile that two readings can be compared by. */
export interface GoCounts {
  /** Number of statements, and of those that ran. */
  readonly statements: string;
  /** Blocks of each file by their places, with the number of their statements and how often they ran. */
  readonly blocks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Whether each line of a file that has code ran. */
  readonly lines: Readonly<Record<string, Readonly<Record<number, boolean>>>>;
}

/** A line of a profile, as the package golang.org/x/tools/cover describes it. */
const BLOCK = /^(.+):(\d+)\.(\d+),(\d+)\.(\d+) (\d+) (\d+)$/;
const MODE = /^mode:\s*(set|count|atomic)\s*$/;

/**
 * Reads a profile; `undefined` if the package of Go rejects it. Other than the package, it accepts what profiles that were
 * joined have: empty lines, and the line of the mode again. It rejects a last line without its end, which may be cut off.
 */
export function goReading(text: string): GoCounts | undefined {
  const written = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const [first = '', ...lines] = written.filter((line) => line !== '');
  const mode = MODE.exec(first)?.[1];
  if (mode === undefined || !text.endsWith('\n')) return undefined;
  const files = new Map<string, Map<string, { statements: number; count: number }>>();
  for (const line of lines) {
    if (MODE.exec(line)?.[1] === mode) continue;
    const match = BLOCK.exec(line);
    const [, path = '', ...numbers] = match ?? [];
    const [fromLine = 0, , toLine = 0, , statements = 0, count = 0] = numbers.map(Number);
    if (match === null || fromLine > toLine) return undefined;
    if (numbers.slice(0, 5).some((number) => Number(number) >= 2 ** 31)) return undefined;
    const blocks = files.get(path) ?? new Map<string, { statements: number; count: number }>();
    files.set(path, blocks);
    const place = numbers.slice(0, 4).map(Number).join('.');
    const before = blocks.get(place);
    if (before !== undefined && before.statements !== statements) return undefined;
    const counts = [before?.count ?? 0, count] as const;
    const merged = mode === 'set' ? Math.max(...counts) : counts[0] + counts[1];
    blocks.set(place, { statements, count: merged });
  }
  return counted(files);
}

function counted(
  files: ReadonlyMap<string, ReadonlyMap<string, { statements: number; count: number }>>,
): GoCounts {
  const all = [...files.values()].flatMap((blocks) => [...blocks.values()]);
  const sumOf = (some: typeof all): number => some.reduce((sum, one) => sum + one.statements, 0);
  return {
    statements: `${sumOf(all.filter(({ count }) => count > 0))}/${sumOf(all)}`,
    blocks: recordOf(files, (blocks) =>
      recordOf(blocks, ({ statements, count }) => `${statements}=${count}`),
    ),
    lines: recordOf(files, linesOf),
  };
}

/** Paints the lines of blocks one by one: a line ran if one of the blocks on it did. */
function linesOf(blocks: ReadonlyMap<string, { count: number }>): Record<number, boolean> {
  const lines: Record<number, boolean> = {};
  for (const [place, { count }] of blocks) {
    const [from = 0, , to = 0] = place.split('.').map(Number);
    for (let line = from; line <= to; line++) lines[line] = lines[line] === true || count > 0;
  }
  return lines;
}

function recordOf<Value, Result>(
  map: ReadonlyMap<string, Value>,
  of: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries([...map].map(([key, value]) => [key, of(value)]));
}
