import type { CommitTruth } from '../../simulation/truth/names.ts';
import type { RegressionJobTruth, RegressionTruth } from '../../simulation/truth/regressions.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { testInJobKey, UP_PHASE, WHOLE_BUILD, type TestNames } from '../keys.ts';

/** A planned change in one job. */
export interface PlannedChange {
  readonly key: string;
  readonly job: string;
  readonly level: RegressionTruth['level'];
  readonly cause: RegressionTruth['cause'];
  /** The first build after the change. */
  readonly firstBuild: string;
  readonly commit: CommitTruth;
  /** Whether enough builds came before and after the change to show it. */
  readonly isVisible: boolean;
}

/** Minimum number of builds on either side of a visible change. */
const MIN_BUILDS = 3;

/** Returns the regressions with a good build before them; a fault from the first build on is not a change. */
export function plannedRegressions({ regressions }: Truth): readonly PlannedChange[] {
  const isMass = massBreaks(regressions);
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
        isVisible: !isMass(regression) && isVisibleRegression(job),
      }));
  });
}

/** Returns the recoveries with a good build after them. */
export function plannedRecoveries({ recoveries, regressions }: Truth): readonly PlannedChange[] {
  const isMass = massBreaks(regressions);
  const causes = new Map(regressions.map((regression) => [regression.id, regression]));
  return recoveries.flatMap((recovery) =>
    recovery.jobs.flatMap((job) => {
      if (job.first_good_build_after === null) return [];
      const broken = causes.get(recovery.regression);
      return {
        key: testInJobKey(job.job, namesOf(recovery)),
        job: job.job,
        level: recovery.level,
        cause: broken?.cause ?? 'kops',
        commit: recovery.first_good_commit,
        firstBuild: job.first_good_build_after,
        isVisible: (broken === undefined || !isMass(broken)) && isVisible(job, job.builds_after),
      };
    }),
  );
}

/** A commit that breaks more tests would decide the figures alone; whether it is one incident is judged by the kind `cause`. */
const MOST_TESTS = 10;

/** Returns a function that tells whether a regression is one of many by the same commit. */
function massBreaks(
  regressions: readonly RegressionTruth[],
): (regression: RegressionTruth) => boolean {
  const shaOf = ({ first_bad_commit: commit }: RegressionTruth): string => commit?.sha ?? '';
  const byCommit = Map.groupBy(regressions, shaOf);
  return (regression) =>
    regression.first_bad_commit !== null &&
    (byCommit.get(shaOf(regression))?.length ?? 0) > MOST_TESTS;
}

/** Returns whether enough builds came before and within a regression to show it in a job. */
export function isVisibleRegression(job: RegressionJobTruth): boolean {
  return job.last_good_build !== null && isVisible(job, job.builds_before);
}

function isVisible({ builds_bad_failed }: RegressionJobTruth, goodBuilds: number): boolean {
  return builds_bad_failed >= MIN_BUILDS && goodBuilds >= MIN_BUILDS;
}

/** Returns the names under which a change shows: the test, kubetest2's `Up`, or the build as a whole. */
function namesOf({ level, test }: Pick<RegressionTruth, 'level' | 'test'>): TestNames {
  if (level === 'create') return WHOLE_BUILD;
  return level === 'up' ? UP_PHASE : (test ?? WHOLE_BUILD);
}
