import type { LineRun } from '../../../shared/artifacts/coverage/counts/line-runs.ts';
import type { SourceFiles } from '../../../shared/artifacts/coverage/counts/source-files.ts';
import {
  coverageRatio,
  sumOfTotals,
  type Totals,
} from '../../../shared/artifacts/coverage/counts/totals.ts';

/** Coverage of a source file, or of all. */
export interface Coverage {
  readonly totals: Totals;
  /** Covered part, from 0 to 1; `null` if there is nothing to cover. */
  readonly ratio: number | null;
}

export interface FileCoverage extends Coverage {
  readonly path: string;
  /** Lines with their counts, which are unpacked at each access: those of all files would take many times the reports. */
  readonly lines: readonly LineRun[];
}

/** Coverage of the files of one or more reports, by their paths in the repository. */
export interface ProjectCoverage {
  readonly files: ReadonlyMap<string, FileCoverage>;
  readonly all: Coverage;
}

export function projectCoverage(source: SourceFiles): ProjectCoverage {
  const files = new Map<string, FileCoverage>();
  for (const path of source.paths()) {
    const { totals, ratio } = source.counts(path);
    files.set(path, {
      path,
      totals,
      ratio: coverageRatio(totals) ?? ratio ?? null,
      get lines() {
        return source.counts(path).lines;
      },
    });
  }
  const listed = sumOfTotals([...files.values()].map(({ totals }) => totals));
  const totals = { ...listed, ...source.statedTotals };
  return { files, all: { totals, ratio: coverageRatio(totals) ?? source.statedRatio ?? null } };
}

/** Returns a part of 1 in percent with two decimals, cut off: 100 only if everything is covered, as Istanbul does. */
export function percentOf(ratio: number | null): number | null {
  return ratio === null ? null : Math.floor(Math.round(ratio * 1e6) / 100) / 100;
}

/** Returns line numbers as text, such as `3-5,9`; empty if there are none. */
export function rangesText(runs: readonly Pick<LineRun, 'first' | 'last'>[]): string {
  const merged: { first: number; last: number }[] = [];
  for (const { first, last } of runs) {
    const before = merged.at(-1);
    if (before !== undefined && before.last + 1 === first) before.last = last;
    else merged.push({ first, last });
  }
  return merged
    .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`))
    .join(',');
}
