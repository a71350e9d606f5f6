import type { Unit } from '../../../shared/artifacts/coverage/counts/totals.ts';
import type { QueryResult, QueryValue } from '../../../shared/ports/warehouse.ts';
import type { Format } from '../options.ts';
import type { FileChange } from './coverage-change.ts';
import { percentOf, rangesText, type Coverage, type ProjectCoverage } from './file-coverage.ts';
import type { PatchCoverage } from './patch.ts';

/** Units in the order of their columns: what most formats count first comes first. */
const UNITS: readonly Unit[] = ['statements', 'lines', 'branches', 'functions'];

/** Name of the row of all files. */
const ALL = 'TOTAL';

type Row = Readonly<Record<string, QueryValue>>;

/** Returns a row for each file and one for all, with the units that the reports have. */
export function summaryRows({ files, all }: ProjectCoverage, format: Format): QueryResult {
  const units = UNITS.filter((unit) => all.totals[unit] !== undefined);
  const rows = [...files.values()].map((file) => ({
    file: file.path,
    ...unitColumns(file, units, format),
    missed_lines: rangesText(file.lines.filter(({ hits }) => hits === 0)),
  }));
  return resultOf([...rows, { file: ALL, ...unitColumns(all, units, format), missed_lines: '' }]);
}

/** In a table, the counts of a unit are one column, such as `12/20`. */
function unitColumns({ totals, ratio }: Coverage, units: readonly Unit[], format: Format): Row {
  if (units.length === 0) return { percent: percentOf(ratio) };
  const columns = units.flatMap((unit): readonly (readonly [string, QueryValue])[] => {
    const { total, covered } = totals[unit] ?? { total: 0, covered: 0 };
    const percent = percentOf(total === 0 ? null : covered / total);
    if (format === 'table') {
      return [
        [unit, `${covered}/${total}`],
        [`${unit}_%`, percent === null ? null : percent.toFixed(2)],
      ];
    }
    return [
      [`${unit}_covered`, covered],
      [`${unit}_total`, total],
      [`${unit}_percent`, percent],
    ];
  });
  return Object.fromEntries(columns);
}

/** Returns a row for each file whose coverage changed and one for all. */
export function changeRows(
  changes: readonly FileChange[],
  before: ProjectCoverage,
  after: ProjectCoverage,
): QueryResult {
  const rows = changes.map((change) => ({
    file: change.path,
    change: change.kind,
    ...changeColumns(change.before, change.after),
    lost_lines:
      change.lost !== undefined
        ? rangesText(change.lost)
        : change.kind === 'changed'
          ? '(code has moved)'
          : '',
  }));
  const all = { file: ALL, change: '', ...changeColumns(before.all, after.all), lost_lines: '' };
  return resultOf([...rows, all]);
}

function changeColumns(before: Coverage | undefined, after: Coverage | undefined): Row {
  const [from, to] = [percentOf(before?.ratio ?? null), percentOf(after?.ratio ?? null)];
  return {
    before_percent: from,
    after_percent: to,
    points: from === null || to === null ? null : Math.round((to - from) * 100) / 100,
  };
}

/** Returns a row for each file that a change adds code to, and one for all. */
export function patchRows(files: readonly PatchCoverage[]): QueryResult {
  const row = ({ path, total, covered, missed }: PatchCoverage): Row => ({
    file: path,
    added_lines: total,
    covered,
    percent: percentOf(total === 0 ? null : covered / total),
    missed_lines: rangesText(missed.map((line) => ({ first: line, last: line }))),
  });
  const sum = (key: 'total' | 'covered'): number => files.reduce((all, file) => all + file[key], 0);
  const all = { path: ALL, total: sum('total'), covered: sum('covered'), missed: [] };
  return resultOf([...files.map(row), row(all)]);
}

function resultOf(rows: readonly Row[]): QueryResult {
  return { columns: Object.keys(rows[0] ?? {}), rows };
}
