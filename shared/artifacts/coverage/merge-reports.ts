import type { CoveragePolicy } from '../../policy/coverage.ts';
import { SourceFiles } from './counts/source-files.ts';
import { TABLE_WIDTHS } from './counts/tables.ts';
import { UNITS } from './counts/totals.ts';
import type { ReadReport } from './format-reader.ts';
import { sourcePaths } from './paths/source-paths.ts';

/**
 * Returns the source files of several reports, by their paths in the repository. Counts of the same line, block, branch or
 * function are added, as the formats' own tools merge reports. What a report states instead of listing it is kept for files
 * of one report only.
 */
export function mergeReports(reports: readonly ReadReport[], policy: CoveragePolicy): SourceFiles {
  const merged = new SourceFiles('sum');
  const counts = new Map<string, number>();
  const sources = reports.map(({ files }) => {
    const written = files.paths();
    const paths = sourcePaths(written, policy);
    for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
    return { files, written, paths };
  });
  for (const { files, written, paths } of sources) {
    paths.forEach((path, i) => {
      copyFile(files, written[i] ?? path, { merged, path, isAlone: counts.get(path) === 1 });
    });
  }
  const [only, ...others] = reports;
  if (only !== undefined && others.length === 0) {
    merged.statedTotals = only.files.statedTotals;
    merged.statedRatio = only.files.statedRatio;
  }
  return merged;
}

interface Target {
  readonly merged: SourceFiles;
  readonly path: string;
  /** Whether no other report has the file. */
  readonly isAlone: boolean;
}

function copyFile(files: SourceFiles, written: string, { merged, path, isAlone }: Target): void {
  const target = merged.open(path);
  const entries = files.entries(written);
  for (const [name, numbers] of entries) {
    const table = target.table(name);
    const width = TABLE_WIDTHS[name];
    for (let at = 0; at < numbers.length; at += width) {
      table.add(...Array.from({ length: width }, (_, i) => numbers[at + i] ?? 0));
    }
  }
  const stated = files.statedCounts(written);
  if (stated === undefined || (!isAlone && entries.size > 0)) return;
  for (const unit of UNITS) {
    const total = stated.totals[unit];
    if (total !== undefined) target.state(unit, total);
  }
  if (stated.ratio !== undefined) target.stateRatio(stated.ratio);
}
