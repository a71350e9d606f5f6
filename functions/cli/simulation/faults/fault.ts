import type { DeathReason } from '../catalog/vocabulary.ts';
import type { FailureTemplate } from '../catalog/failures.ts';
import type { SuiteTest } from '../catalog/tests.ts';
import type { Commit } from '../history/commits.ts';
import type { Job } from '../jobs/job.ts';
import type { CommitsUnderTest } from '../world.ts';

/** Where a fault shows: the value of a dimension, or the jobs. */
export interface FaultScope {
  readonly kind: 'everywhere' | 'dimension' | 'job';
  readonly dimension: string | null;
  readonly value: string | null;
  readonly jobs: ReadonlySet<Job>;
}

/** A test that fails now and then. */
export interface FlakyTest {
  readonly id: string;
  readonly test: SuiteTest;
  /** Of each attempt to fail. */
  readonly probability: number;
  readonly scope: FaultScope;
  readonly template: FailureTemplate;
}

/** Something that a commit broke and, it may be, another one mended. */
export interface Regression {
  readonly id: string;
  readonly level: 'test' | 'up' | 'create';
  readonly cause: 'kops' | 'test_code';
  /** Of the level `test`. */
  readonly test: SuiteTest | undefined;
  readonly branch: string;
  /** `undefined` when it was bad before the window. */
  readonly firstBad: Commit | undefined;
  /** `undefined` when it stays bad. */
  readonly firstGood: Commit | undefined;
  readonly failureRate: number;
  readonly scope: FaultScope;
  readonly template: FailureTemplate;
}

/** A job that fails whatever it tests. */
export interface NeverPassedJob {
  readonly id: string;
  readonly level: 'test' | 'up' | 'create';
  readonly job: Job;
  readonly test: SuiteTest | undefined;
  readonly template: FailureTemplate;
}

/** A time during which a cloud, or one region of it, does not work. */
export interface Outage {
  readonly id: string;
  readonly cloud: string;
  /** `undefined`: all of them. */
  readonly region: string | undefined;
  readonly from: number;
  readonly until: number;
  /** Of the builds in reach. */
  readonly share: number;
  /** Why builds die of it that do not get as far as a cluster. */
  readonly reason: DeathReason;
}

/** A branch whose markers stand still until the end of the window, though it has newer commits. */
export interface MarkerStall {
  readonly id: string;
  readonly branch: string;
  readonly from: number;
}

export type RegressionPhase = 'before' | 'bad' | 'after';

/** Which side of a regression a build is on. */
export function regressionPhase(
  { cause, branch, firstBad, firstGood }: Regression,
  under: CommitsUnderTest,
): RegressionPhase {
  const commit = cause === 'kops' ? under.kops : under.checkout;
  if (commit.branch !== branch) return 'before';
  if (firstBad !== undefined && commit.ordinal < firstBad.ordinal) return 'before';
  return firstGood !== undefined && commit.ordinal >= firstGood.ordinal ? 'after' : 'bad';
}
