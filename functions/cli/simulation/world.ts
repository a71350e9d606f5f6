import { Commits, type Commit } from './history/commits.ts';
import { REPOSITORY } from './catalog/repositories.ts';
import { planFaults, type FaultPlan } from './faults/fault-plan.ts';
import type { JobRun } from './history/run.ts';
import { allJobs } from './jobs/jobs.ts';
import type { Job } from './jobs/job.ts';
import {
  parseSettings,
  timeWindow,
  type SimulationSettings,
  type SimulationOptions,
  type TimeWindow,
} from './options.ts';
import { Random } from './random.ts';

/** Everything that is settled before the first build. */
export interface World {
  readonly settings: SimulationSettings;
  readonly window: TimeWindow;
  readonly commits: Commits;
  readonly jobs: readonly Job[];
  readonly faults: FaultPlan;
}

/** Settles which jobs there are, which commits, and what goes wrong. */
export function createWorld(options: SimulationOptions): World {
  const settings = parseSettings(options);
  const window = timeWindow(settings);
  const commits = new Commits(settings.seed, window);
  const jobs = allJobs(settings.scale);
  const faults = planFaults({ seed: settings.seed, window, commits, jobs });
  return { settings, window, commits, jobs, faults };
}

/** A stream of random numbers for one purpose of one run. */
export function randomOf({ settings }: World, purpose: string, run: JobRun): Random {
  return new Random(settings.seed, purpose, run.key);
}

/** What a build tests. */
export interface CommitsUnderTest {
  /** The commit that the kOps under test was built from. */
  readonly kops: Commit;
  /** The commit of the code of the tests. */
  readonly checkout: Commit;
}

/**
 * A periodic job tests the version that a marker names, with the test code of the default branch: two commits, and
 * never quite the same. A presubmit builds what it checks out.
 */
export function commitsUnderTest(
  { commits }: World,
  { job, refs, triggeredAt }: JobRun,
): CommitsUnderTest {
  if (refs !== undefined) return { kops: refs.base, checkout: refs.base };
  const checkout = commits.newestAt(REPOSITORY.default_branch, triggeredAt);
  if (job.marker === undefined) return { kops: checkout, checkout };
  const lag = REPOSITORY.markers[job.marker].lag_minutes * 60_000;
  return { kops: commits.newestAt(job.branch, triggeredAt - lag), checkout };
}
