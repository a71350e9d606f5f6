import type { Warnings } from '../../syntax/warnings.ts';
import type { SourceFile } from './source-file.ts';
import type { SourceFiles } from './source-files.ts';

/** Maximum number of branches of a line; beyond it, the number is an error. */
const MAX_BRANCHES = 1000;

/** Number of branches of a line, where a format does not tell which of them ran. */
export interface LineBranches {
  readonly line: number;
  readonly covered: number;
  readonly total: number;
}

/** Adds the branches of a line, the covered ones first, so that the greatest numbers count if a line occurs twice. */
export function addLineBranches(
  { file, files }: { readonly file: SourceFile; readonly files: SourceFiles },
  { line, covered, total }: LineBranches,
  warnings: Warnings,
): void {
  if (total > MAX_BRANCHES) {
    warnings.add(`a line with more than ${MAX_BRANCHES} branches: they were left out`);
    return;
  }
  files.imply(total);
  for (let branch = 0; branch < total; branch++) {
    file.branches.add(line, 0, branch, branch < covered ? 1 : 0);
  }
}
