import { RECOVERIES, REGRESSIONS } from './changes/change-kinds.ts';
import type { FindingKind } from './finding-kind.ts';
import { BUILDS_UNDER_TEST } from './findings/builds-under-test.ts';
import { CAUSES } from './findings/causes.ts';
import { COVERAGE_DROPS } from './findings/coverage-drops.ts';
import { CREDENTIAL_POSTURES } from './findings/credentials.ts';
import { DEATH_CAUSES } from './findings/death-causes.ts';
import { FAILED_PHASES } from './findings/failed-phases.ts';
import { FLAKY_TESTS } from './findings/flaky-tests.ts';
import { INFRA_FAILURES } from './findings/infra-failures.ts';
import { JOB_DIMENSIONS } from './findings/job-dimensions.ts';
import { LEASES } from './findings/leases.ts';
import { migrations } from './findings/migrations.ts';
import { NEVER_PASSED } from './findings/never-passed.ts';
import { OUTAGES } from './findings/outages.ts';
import { REGIONS } from './findings/regions.ts';
import { retiredVersions } from './findings/retired-versions.ts';
import { SILENT_JOBS } from './findings/silent-jobs.ts';
import { skipDebts } from './findings/skip-debts.ts';
import { STALE_MARKERS } from './findings/stale-markers.ts';
import { BUILD_SYMPTOM_CLASSES } from './findings/symptom-classes.ts';
import { UNTESTED_PROMOTIONS } from './findings/untested-promotions.ts';
import { coveredCells, coveredPairs } from './grid/coverage.ts';
import { redundantJobs } from './grid/redundant-jobs.ts';
import type { EvaluationPolicies } from './policies.ts';

/** Returns all kinds of findings in the order of the report. */
export function findingKinds(policies: EvaluationPolicies): readonly FindingKind[] {
  const { clusterOwners, compatibility, grids } = policies;
  return [
    FLAKY_TESTS,
    REGRESSIONS,
    RECOVERIES,
    NEVER_PASSED,
    CAUSES,
    SILENT_JOBS,
    OUTAGES,
    JOB_DIMENSIONS,
    FAILED_PHASES,
    DEATH_CAUSES,
    BUILD_SYMPTOM_CLASSES,
    INFRA_FAILURES,
    BUILDS_UNDER_TEST,
    REGIONS,
    LEASES,
    COVERAGE_DROPS,
    CREDENTIAL_POSTURES,
    migrations(clusterOwners),
    STALE_MARKERS,
    UNTESTED_PROMOTIONS,
    retiredVersions(compatibility.versions),
    skipDebts(compatibility.skip_rules),
    coveredCells(grids),
    coveredPairs(grids),
    redundantJobs(grids),
  ];
}
