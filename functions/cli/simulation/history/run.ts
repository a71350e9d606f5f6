import type { SuiteTest } from '../catalog/tests.ts';
import type { Job } from '../jobs/job.ts';
import type { Commit } from './commits.ts';

/** A pull request at one of its commits. */
export interface PullRequestCommit {
  readonly number: number;
  readonly author: string;
  readonly title: string;
  readonly sha: string;
  /** A test that this commit really breaks, so that running it again does not help. */
  readonly breaks: SuiteTest | undefined;
}

/** What a presubmit or a batch job tests. */
export interface TestedRefs {
  readonly base: Commit;
  readonly pulls: readonly PullRequestCommit[];
}

/** One build to come: which job, when, of what. */
export interface JobRun {
  /** Tells it from every other run; the random numbers of the build depend on it. */
  readonly key: string;
  readonly job: Job;
  readonly triggeredAt: number;
  readonly refs: TestedRefs | undefined;
  /** When a newer commit makes it pointless and it is aborted, if it still runs. */
  readonly supersededAt: number | undefined;
}

/** A run with its build id. */
export interface NumberedRun extends JobRun {
  readonly buildId: string;
}
