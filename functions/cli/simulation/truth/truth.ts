import type { ArtifactKind } from '../../../../shared/artifacts/registry.ts';
import type { AttemptOutcome, BuildOutcome } from '../../../../shared/domain/outcome.ts';
import type { BuildTruth, JobTruth } from './builds.ts';
import type { MarkersTruth } from './markers.ts';

export type { BuildTruth, JobTruth } from './builds.ts';

/** Identity of a test case, as reports have it. */
export interface TestTruth {
  readonly suite: string;
  readonly class_name: string | null;
  readonly test_name: string;
}

/** A commit of the repository under test; `ordinal` counts the commits of its branch. */
export interface CommitTruth {
  readonly repository: string;
  readonly branch: string;
  readonly ordinal: number;
  readonly sha: string;
  readonly committed_at: string;
}

/** Where a fault shows. */
export interface ScopeTruth {
  readonly kind: 'everywhere' | 'dimension' | 'job';
  readonly dimension: string | null;
  readonly value: string | null;
}

/** What a loader has to count, over the last version of every object. */
export interface TotalsTruth {
  /** Builds that started or finished, by outcome. */
  readonly builds: Readonly<Record<BuildOutcome, number>> & { readonly total: number };
  /** Builds that have no more than a ProwJob yet; not among `builds`. */
  readonly builds_not_started: number;
  /** Attempts by outcome. `skipped` are all of them; those without a reason are counted once more. */
  readonly attempts: Readonly<Record<AttemptOutcome, number>> & {
    readonly total: number;
    readonly skipped_without_reason: number;
  };
  /** Attempts of kubetest2's own cases among them: Build, Up, Test, Down. */
  readonly runner_attempts: number;
  readonly reports: { readonly total: number; readonly truncated: number };
  /** Different names, by kind; `irrelevant` is everything that is to be ignored. */
  readonly objects: Readonly<Record<ArtifactKind | 'irrelevant', number>> & {
    readonly total: number;
  };
  /** Writes, rewrites included. */
  readonly object_versions: number;
  /** Size of the last versions as stored. */
  readonly object_bytes: number;
}

/** A flaky test. */
export interface FlakyTestTruth {
  readonly id: string;
  readonly test: TestTruth;
  /** Of each attempt to fail. */
  readonly probability: number;
  readonly scope: ScopeTruth;
  readonly failure_template: string;
  /** What can be seen of it, in jobs that ran the test; a build fails a test when its last attempt does. */
  readonly jobs: readonly {
    readonly job: string;
    readonly builds: number;
    readonly failed_builds: number;
    /** Builds with a failed attempt and a passed one. */
    readonly flaky_builds: number;
  }[];
}

/** How a regression shows in one job; builds that never got as far do not count. */
export interface RegressionJobTruth {
  readonly job: string;
  readonly last_good_build: string | null;
  readonly first_bad_build: string;
  readonly last_bad_build: string;
  readonly first_good_build_after: string | null;
  readonly builds_before: number;
  readonly builds_bad: number;
  /** Of these, the builds that really failed for it. */
  readonly builds_bad_failed: number;
  readonly builds_after: number;
}

/** Something that a commit broke. */
export interface RegressionTruth {
  readonly id: string;
  /** What fails: one test, the cluster's validation (Up), or its creation (no report at all). */
  readonly level: 'test' | 'up' | 'create';
  /** `kops`: the commit is in the version under test; `test_code`: in the checkout. */
  readonly cause: 'kops' | 'test_code';
  readonly test: TestTruth | null;
  readonly scope: ScopeTruth;
  readonly failure_rate: number;
  readonly failure_template: string;
  /** `null`: bad since before the simulated time. */
  readonly first_bad_commit: CommitTruth | null;
  readonly jobs: readonly RegressionJobTruth[];
}

/** Something broken that a commit mended. */
export interface RecoveryTruth {
  readonly regression: string;
  readonly level: 'test' | 'up' | 'create';
  readonly test: TestTruth | null;
  readonly first_good_commit: CommitTruth;
  /** Jobs that have been seen to recover. */
  readonly jobs: readonly RegressionJobTruth[];
}

export interface NeverPassedTruth {
  readonly id: string;
  readonly job: string;
  readonly level: 'test' | 'up' | 'create';
  readonly test: TestTruth | null;
  readonly failure_template: string;
  readonly builds: number;
}

export interface OutageTruth {
  readonly id: string;
  readonly cloud: string;
  /** `null`: the whole cloud. */
  readonly region: string | null;
  readonly from: string;
  readonly until: string;
  /** Of the builds in reach. */
  readonly share: number;
  readonly builds_in_reach: number;
  readonly builds_broken: number;
}

/** Builds of the same job for the same commits. */
export interface RetriedBuildsTruth {
  readonly job: string;
  readonly pull_number: number;
  readonly head_sha: string;
  readonly base_sha: string;
  readonly builds: readonly { readonly build_id: string; readonly outcome: BuildOutcome | null }[];
}

/** A test that had more than one attempt in one build. */
export interface RetriedTestTruth {
  readonly build_path: string;
  readonly test: TestTruth;
  readonly outcomes: readonly AttemptOutcome[];
}

/** A test that was skipped with a reason at least once. */
export interface SkippedTestTruth {
  readonly test_name: string;
  /** Whether it ran at all, in whichever job. */
  readonly has_run: boolean;
  readonly reasons: readonly {
    readonly reason: string;
    /** Date of the last build that was seen to skip it so. */
    readonly last_date: string;
  }[];
}

/** A test or a phase of kubetest2 that failed in a build, in the end or at first. */
export interface FailedTestTruth {
  readonly build_path: string;
  readonly suite: string;
  readonly test_name: string;
  readonly message: string;
}

/** What Boskos lent. */
export interface LeaseTruth {
  readonly build_path: string;
  readonly type: string;
  readonly name: string;
  readonly is_released: boolean;
}

/** What was put into a simulated bucket, and what has to be found in it. Written as `truth.json`. */
export interface Truth extends MarkersTruth {
  readonly version: 1;
  readonly seed: number;
  readonly start_date: string;
  readonly end_date: string;
  readonly scale: number;
  readonly totals: TotalsTruth;
  readonly jobs: readonly JobTruth[];
  readonly commits: readonly CommitTruth[];
  readonly flaky_tests: readonly FlakyTestTruth[];
  readonly regressions: readonly RegressionTruth[];
  readonly recoveries: readonly RecoveryTruth[];
  readonly never_passed: readonly NeverPassedTruth[];
  readonly outages: readonly OutageTruth[];
  /** Commits of pull requests that really break a test. */
  readonly broken_pushes: readonly {
    readonly pull_number: number;
    readonly head_sha: string;
    readonly test: TestTruth;
  }[];
  /** Failures that no fault explains. */
  readonly background_failures: readonly {
    readonly build_path: string;
    readonly test: TestTruth;
  }[];
  readonly failed_tests: readonly FailedTestTruth[];
  readonly retried_builds: readonly RetriedBuildsTruth[];
  readonly retried_tests: readonly RetriedTestTruth[];
  /** `finished.json` that said `ABORTED` before it said the truth. */
  readonly overwritten_aborts: readonly string[];
  /** Objects that were written more than once, with how often; the pointers to newest builds and version markers are not listed. */
  readonly rewritten_objects: readonly { readonly name: string; readonly versions: number }[];
  readonly late_objects: readonly { readonly name: string; readonly late_seconds: number }[];
  readonly truncated_reports: readonly { readonly name: string; readonly complete_cases: number }[];
  readonly gzip_objects: readonly string[];
  /** Reports with characters that XML does not allow. */
  readonly control_character_reports: readonly string[];
  /** `finished.json` that crier wrote. */
  readonly crier_finished: readonly string[];
  readonly skipped_tests: readonly SkippedTestTruth[];
  readonly leases: readonly LeaseTruth[];
  /** Failed attempts, builds stopped included, by what they look like. */
  readonly failure_templates: readonly {
    readonly id: string;
    readonly class: 'infra' | 'product' | 'test';
    readonly attempts: number;
    readonly builds: number;
  }[];
  readonly builds: readonly BuildTruth[];
}
