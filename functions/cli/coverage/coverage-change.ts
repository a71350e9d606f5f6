import type { LineRun } from '../../../shared/artifacts/coverage/counts/line-runs.ts';
import type { Coverage, FileCoverage, ProjectCoverage } from './file-coverage.ts';

/** Change of the coverage of a source file. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: Coverage | undefined;
  readonly after: Coverage | undefined;
  /**
   * Lines that ran before and do not run now; `undefined` if the file has code on other lines now, so that line numbers of
   * both reports cannot be compared.
   */
  readonly lost: readonly LineRun[] | undefined;
}

/** Returns the files whose coverage differs, those that lost most first. */
export function coverageChanges(
  before: ProjectCoverage,
  after: ProjectCoverage,
): readonly FileChange[] {
  const paths = new Set([...before.files.keys(), ...after.files.keys()]);
  return [...paths]
    .map((path) => changeOf(path, before.files.get(path), after.files.get(path)))
    .filter((change) => change !== undefined)
    .sort((left, right) => lossOf(left) - lossOf(right) || (left.path < right.path ? -1 : 1));
}

function changeOf(
  path: string,
  before: FileCoverage | undefined,
  after: FileCoverage | undefined,
): FileChange | undefined {
  if (before === undefined) return { path, kind: 'added', before, after, lost: undefined };
  if (after === undefined) return { path, kind: 'removed', before, after, lost: undefined };
  const lost = lostLines(before.lines, after.lines);
  const isSame = JSON.stringify(before.totals) === JSON.stringify(after.totals);
  if (isSame && before.ratio === after.ratio && lost?.length === 0) return undefined;
  return { path, kind: 'changed', before, after, lost };
}

/** Returns by how much the coverage of a file fell, as a negative number of covered units. */
function lossOf({ before, after }: FileChange): number {
  const covered = (coverage: Coverage | undefined): number =>
    (coverage?.totals.statements ?? coverage?.totals.lines)?.covered ?? 0;
  return covered(after) - covered(before);
}

/** Returns the lines that only ran before; `undefined` if the files have code on different lines. */
function lostLines(
  before: readonly LineRun[],
  after: readonly LineRun[],
): readonly LineRun[] | undefined {
  const lost: LineRun[] = [];
  let [i, k, line] = [0, 0, 0];
  while (i < before.length && k < after.length) {
    const [left, right] = [before[i], after[k]];
    if (left === undefined || right === undefined) break;
    const first = Math.max(line, left.first);
    if (first !== Math.max(line, right.first)) return undefined;
    const last = Math.min(left.last, right.last);
    if (left.hits > 0 && right.hits === 0) lost.push({ first, last, hits: 0 });
    line = last + 1;
    if (left.last === last) i++;
    if (right.last === last) k++;
  }
  return i < before.length || k < after.length ? undefined : lost;
}
