import { REPOSITORY } from '../catalog/repositories.ts';
import type { SuiteTest } from '../catalog/tests.ts';
import type { Job } from '../jobs/job.ts';
import type { Commit, Commits } from './commits.ts';

/** A commit of a pull request. */
export interface PullRequestCommit {
  readonly number: number;
  readonly author: string;
  readonly title: string;
  readonly sha: string;
  /** The test that this commit breaks, so that a retest fails as well. */
  readonly breaks: SuiteTest | undefined;
}

/** The commits that a presubmit or a batch job merges and tests. */
export interface TestedRefs {
  readonly base: Commit;
  readonly pulls: readonly PullRequestCommit[];
}

/** One execution of a job before it is simulated: its job, its time and its commits. */
export interface JobRun {
  /** Unique among all runs; the random numbers of the build depend on it. */
  readonly key: string;
  readonly job: Job;
  /** Milliseconds since the epoch. */
  readonly triggeredAt: number;
  /** `undefined` for a periodic job. */
  readonly refs: TestedRefs | undefined;
  /** Time of the next commit of the pull request, which aborts the build if it still runs. */
  readonly supersededAt: number | undefined;
}

/** A run with its build ID. */
export interface NumberedRun extends JobRun {
  readonly buildId: string;
}

/** The two commits that a build tests. */
export interface CommitsUnderTest {
  /** The commit that the kOps under test was built from. */
  readonly kops: Commit;
  /** The commit of the test code. */
  readonly checkout: Commit;
}

/**
 * Returns the commits that a run tests. A periodic job tests the version that a marker names, with the test code of the
 * default branch: two different commits. A presubmit builds the commit that it checks out.
 */
export function commitsUnderTest(
  commits: Commits,
  { job, refs, triggeredAt }: JobRun,
): CommitsUnderTest {
  if (refs !== undefined) return { kops: refs.base, checkout: refs.base };
  const checkout = commits.newestAt(REPOSITORY.default_branch, triggeredAt);
  if (job.marker === undefined) return { kops: checkout, checkout };
  const lag = REPOSITORY.markers[job.marker].lag_minutes * 60_000;
  return { kops: commits.newestAt(job.branch, triggeredAt - lag), checkout };
}
