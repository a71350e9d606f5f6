import type { CommitTruth } from '../../simulation/truth/names.ts';
import type { RegressionJobTruth, RegressionTruth } from '../../simulation/truth/regressions.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { testInJobKey, UP_PHASE, WHOLE_BUILD, type TestNames } from '../test-keys.ts';

/** A change that was planned, in one job. */
export interface PlannedChange {
  readonly key: string;
  readonly job: string;
  readonly level: RegressionTruth['level'];
  readonly cause: RegressionTruth['cause'];
  /** The first build after the change. */
  readonly firstBuild: string;
  readonly commit: CommitTruth;
  /** Whether enough builds came before and after it to be sure. */
  readonly isVisible: boolean;
}

/** Builds on either side that make a change visible. */
const MIN_BUILDS = 3;

/** What was seen to break: what was bad from the first build on did not. */
export function plannedRegressions({ regressions }: Truth): readonly PlannedChange[] {
  return regressions.flatMap((regression) => {
    const { first_bad_commit: commit, level, cause } = regression;
    if (commit === null) return [];
    return regression.jobs
      .filter(({ last_good_build }) => last_good_build !== null)
      .map((job) => ({
        key: testInJobKey(job.job, namesOf(regression)),
        job: job.job,
        level,
        cause,
        commit,
        firstBuild: job.first_bad_build,
        isVisible: isVisible(job, job.builds_before),
      }));
  });
}

/** What was seen to be mended. */
export function plannedRecoveries({ recoveries, regressions }: Truth): readonly PlannedChange[] {
  const causes = new Map(regressions.map(({ id, cause }) => [id, cause]));
  return recoveries.flatMap((recovery) =>
    recovery.jobs.flatMap((job) => {
      if (job.first_good_build_after === null) return [];
      return {
        key: testInJobKey(job.job, namesOf(recovery)),
        job: job.job,
        level: recovery.level,
        cause: causes.get(recovery.regression) ?? 'kops',
        commit: recovery.first_good_commit,
        firstBuild: job.first_good_build_after,
        isVisible: isVisible(job, job.builds_after),
      };
    }),
  );
}

function isVisible({ builds_bad_failed }: RegressionJobTruth, goodBuilds: number): boolean {
  return builds_bad_failed >= MIN_BUILDS && goodBuilds >= MIN_BUILDS;
}

/** What reports show of it: the test, kubetest2's `Up`, or nothing but that the build failed. */
function namesOf({ level, test }: Pick<RegressionTruth, 'level' | 'test'>): TestNames {
  if (level === 'create') return WHOLE_BUILD;
  return level === 'up' ? UP_PHASE : (test ?? WHOLE_BUILD);
}
