import type { BuildTruth, JobTruth } from './builds.ts';
import type { CoverageDropTruth } from './coverage.ts';
import type { FailedTestTruth, FailureTemplateTruth } from './failures.ts';
import type { FlakyTestTruth } from './flakes.ts';
import type { LeaseTruth } from './leases.ts';
import type { MarkersTruth } from './markers.ts';
import type { CommitTruth } from './names.ts';
import type { NeverPassedTruth } from './never-passed.ts';
import type { ObjectsTruth } from './objects.ts';
import type { OutageTruth } from './outages.ts';
import type { RecoveryTruth, RegressionTruth } from './regressions.ts';
import type { StoppedJobTruth } from './stopped-jobs.ts';
import type { RetriesTruth } from './retries.ts';
import type { SkippedTestTruth } from './skips.ts';
import type { TotalsTruth } from './totals.ts';

/**
 * The faults that were put into a simulated bucket and the results that a reader has to find in it; written as
 * `truth.json`. Each list is described in the file of its type.
 */
export interface Truth extends RetriesTruth, ObjectsTruth, MarkersTruth {
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
  readonly failed_tests: readonly FailedTestTruth[];
  readonly skipped_tests: readonly SkippedTestTruth[];
  readonly leases: readonly LeaseTruth[];
  readonly failure_templates: readonly FailureTemplateTruth[];
  readonly coverage_drops: readonly CoverageDropTruth[];
  readonly stopped_jobs: readonly StoppedJobTruth[];
  readonly builds: readonly BuildTruth[];
}
