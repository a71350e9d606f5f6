import type { CoveragePolicy } from '../../policy/coverage.ts';
import { SourceFiles } from './counts/source-files.ts';
import { TABLE_WIDTHS, type CountTableName } from './counts/tables.ts';
import { UNITS, type Unit } from './counts/totals.ts';
import type { ReadReport } from './format-reader.ts';
import { sourcePaths } from './paths/source-paths.ts';

/** Tables that list the units of a file. */
const TABLES: Readonly<Record<Unit, readonly CountTableName[]>> = {
  lines: ['lines', 'blocks'],
  statements: ['statements', 'blocks'],
  branches: ['branches'],
  functions: ['functions'],
};

/**
 * Returns the source files of several reports, by their paths in the repository. Counts of the same line, block, branch,
 * function or statement are added, as the formats' own tools merge reports. Units that a file's reports only state by number
 * cannot be told from each other: the report that states most counts.
 */
export function mergeReports(reports: readonly ReadReport[], policy: CoveragePolicy): SourceFiles {
  const sources = loadedFiles(reports, policy);
  const [only, ...others] = reports;
  if (only !== undefined && others.length === 0) {
    const renamed = new Map(sources.map(({ written, path }) => [written, path]));
    if (new Set(renamed.values()).size === only.files.size) return only.files.renamed(renamed);
  }
  const merged = new SourceFiles('sum');
  const counts = new Map<string, number>();
  for (const { path } of sources) counts.set(path, (counts.get(path) ?? 0) + 1);
  for (const source of sources) copyEntries(source, merged);
  for (const source of sources) copyStated(source, merged, counts.get(source.path) === 1);
  if (only !== undefined && others.length === 0) {
    merged.statedTotals = only.files.statedTotals;
    merged.statedRatio = only.files.statedRatio;
  }
  return merged;
}

/** A file of a report. */
interface ReportedFile {
  readonly files: SourceFiles;
  readonly written: string;
  /** Path in the repository. */
  readonly path: string;
}

/** Returns the files of reports, without those that were not loaded where another report has them loaded, as Istanbul does. */
function loadedFiles(
  reports: readonly ReadReport[],
  policy: CoveragePolicy,
): readonly ReportedFile[] {
  const all = reports.flatMap(({ files }) => {
    const written = files.paths();
    return sourcePaths(written, policy).map((path, i) => ({
      files,
      written: written[i] ?? path,
      path,
    }));
  });
  const isLoaded = ({ files, written }: ReportedFile): boolean =>
    files.statedCounts(written)?.isNotLoaded !== true;
  const loaded = new Set(all.filter(isLoaded).map(({ path }) => path));
  return all.filter((file) => isLoaded(file) || !loaded.has(file.path));
}

function copyEntries({ files, written, path }: ReportedFile, merged: SourceFiles): void {
  const target = merged.open(path);
  for (const [name, numbers] of files.entries(written)) {
    const table = target.table(name);
    const width = TABLE_WIDTHS[name];
    for (let at = 0; at < numbers.length; at += width) {
      table.addFrom(numbers, at);
    }
  }
}

/**
 * Copies what is stated: all of it if there is one report of the file, else the units that no report of it lists.
 *
 * @param isAlone whether no other report has the file
 */
function copyStated(
  { files, written, path }: ReportedFile,
  merged: SourceFiles,
  isAlone: boolean,
): void {
  const stated = files.statedCounts(written);
  if (stated === undefined) return;
  const tables = merged.tablesOf(path);
  const before = merged.statedCounts(path)?.totals;
  const target = merged.open(path);
  for (const unit of UNITS) {
    const total = stated.totals[unit];
    if (total === undefined) continue;
    const isListed = !isAlone && TABLES[unit].some((table) => tables.has(table));
    if (!isListed && total.covered >= (before?.[unit]?.covered ?? 0)) target.state(unit, total);
  }
  if (stated.ratio !== undefined && tables.size === 0) target.stateRatio(stated.ratio);
}
