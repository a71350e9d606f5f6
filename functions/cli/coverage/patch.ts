import type { FileCoverage, ProjectCoverage } from './file-coverage.ts';

const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

/** Lines that a change adds, by the path of the file. */
export type AddedLines = ReadonlyMap<string, readonly number[]>;

/** Parses a unified diff, such as `git diff` prints, with any number of lines of context. */
export function parsePatch(text: string): AddedLines {
  const added = new Map<string, number[]>();
  let lines: number[] | undefined;
  let [line, left] = [0, 0];
  for (const row of text.split('\n')) {
    if (left <= 0 && row.startsWith('+++ ')) {
      const path = pathOf(row);
      lines = path === undefined ? undefined : (added.get(path) ?? []);
      if (path !== undefined && lines !== undefined) added.set(path, lines);
      continue;
    }
    const [, first, count = '1'] = HUNK.exec(row) ?? [];
    if (first !== undefined) [line, left] = [Number(first), Number(count)];
    else if (left > 0 && row.startsWith('+')) {
      lines?.push(line);
      line++;
      left--;
    } else if (left > 0 && (row.startsWith(' ') || row === '')) {
      line++;
      left--;
    }
  }
  return added;
}

/** Returns the path of a line `+++ b/path`; `undefined` for a file that was removed. */
function pathOf(row: string): string | undefined {
  const path = row.slice(4).replace(/\t.*$/, '').trim();
  return path === '/dev/null' ? undefined : path.replace(/^b\//, '');
}

/** Coverage of the lines that a change adds to a file. */
export interface PatchCoverage {
  readonly path: string;
  /** Added lines that have code. */
  readonly total: number;
  readonly covered: number;
  readonly missed: readonly number[];
}

/** Returns the coverage of the lines that a change adds, for the files of which something can be covered. */
export function patchCoverage(
  added: AddedLines,
  { files }: ProjectCoverage,
): readonly PatchCoverage[] {
  return [...added]
    .map(([path, lines]) => coverageOf(path, lines, files.get(path)))
    .filter(({ total }) => total > 0);
}

function coverageOf(
  path: string,
  lines: readonly number[],
  file: FileCoverage | undefined,
): PatchCoverage {
  const runs = file?.lines ?? [];
  const hits = lines.map((line) => ({
    line,
    hits: runs.find(({ first, last }) => first <= line && line <= last)?.hits,
  }));
  const missed = hits.filter((entry) => entry.hits === 0).map(({ line }) => line);
  const total = hits.filter((entry) => entry.hits !== undefined).length;
  return { path, total, covered: total - missed.length, missed };
}
