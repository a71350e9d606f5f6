import type { SourceFileRecord } from '../../../../../shared/artifacts/coverage/records.ts';

/** What a report says about a source file, in a form in which two readings can be compared. */
export interface CountedFile {
  /** Hits by line. */
  readonly lines: ReadonlyMap<number, number>;
  /** Line and hits of each branch, as `line=hits`, sorted. */
  readonly branches: readonly string[];
  /** Hits of each function, sorted. */
  readonly functions: readonly number[];
}

/** Counts of one file that a second reading collects: by line, and by what tells branches and functions apart. */
export class CountingFile {
  readonly lines = new Map<number, number>();
  readonly branches = new Map<string, { readonly line: number; readonly hits: number }>();
  readonly functions = new Map<string, number>();

  get counted(): CountedFile {
    return {
      lines: inOrderOfLines(this.lines),
      branches: [...this.branches.values()].map(({ line, hits }) => `${line}=${hits}`).sort(),
      functions: [...this.functions.values()].sort((left, right) => left - right),
    };
  }
}

/** Returns the counts of files by their paths, without what cannot be compared. */
export function countedFiles(
  files: ReadonlyMap<string, CountingFile>,
): ReadonlyMap<string, CountedFile> {
  return new Map([...files].map(([path, file]) => [path, file.counted]));
}

/** Returns the counts of files as the reader has read them, by the paths that the report writes. */
export function countedRecords(
  records: readonly SourceFileRecord[],
): ReadonlyMap<string, CountedFile> {
  return new Map(records.map((record) => [record.written_path ?? '', countedRecord(record)]));
}

function countedRecord(record: SourceFileRecord): CountedFile {
  const lines = new Map<number, number>();
  for (const [place, hits] of pairsOf(record.line_hits)) {
    const [first = 0, last = first] = place.split('-').map(Number);
    for (let line = first; line <= last; line++) lines.set(line, hits);
  }
  return {
    lines,
    branches: pairsOf(record.branch_hits)
      .map(([place, hits]) => `${place.split('.')[0] ?? ''}=${hits}`)
      .sort(),
    functions: pairsOf(record.function_hits)
      .map(([, hits]) => hits)
      .sort((left, right) => left - right),
  };
}

/** Returns the pairs of a text such as `3-5=2,9=0`. */
function pairsOf(text: string | null): readonly (readonly [place: string, hits: number])[] {
  if (text === null) return [];
  return text.split(',').map((pair) => {
    const [place = '', hits] = pair.split('=');
    return [place, Number(hits)] as const;
  });
}

function inOrderOfLines(lines: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  return new Map([...lines].sort(([left], [right]) => left - right));
}
