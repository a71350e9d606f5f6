import { COVERAGE_CATALOG } from '../catalog/coverage.ts';
import { REPOSITORY } from '../catalog/repositories.ts';
import type { Commit } from '../history/commits.ts';
import type { FaultPlanning } from './planning.ts';

/** A commit from which on code that ran does not run any more. */
export interface CoverageDrop {
  readonly id: string;
  readonly commit: Commit;
  /** Number of source files. */
  readonly files: number;
  /** Share of the covered blocks of these files. */
  readonly share: number;
}

/** Plans the commits that take coverage away. */
export function planCoverageDrops(planning: FaultPlanning): readonly CoverageDrop[] {
  const { commits, window } = planning.input;
  return COVERAGE_CATALOG.drops.flatMap(({ id, count, files, share }) =>
    Array.from({ length: count }, (_, i): CoverageDrop => {
      const random = planning.random('coverage-drop', id, i);
      const at =
        window.start + random.between(COVERAGE_CATALOG.drop_at) * (window.end - window.start);
      const commit = commits.newestAt(REPOSITORY.default_branch, at);
      return { id: `coverage-${id}-${i + 1}`, commit, files: random.integer(files), share };
    }),
  );
}
