import type { Truth } from '../simulation/truth/truth.ts';
import type { FindingKind, FindingRule, KindScore } from './finding-kind.ts';
import { BUILDS_UNDER_TEST } from './findings/builds-under-test.ts';
import { CREDENTIAL_POSTURES } from './findings/credentials.ts';
import { DEATH_CAUSES } from './findings/death-causes.ts';
import { FAILED_PHASES } from './findings/failed-phases.ts';
import { FLAKY_TESTS } from './findings/flaky-tests.ts';
import { COVERED_CELLS, COVERED_PAIRS } from './grid/coverage.ts';
import { REDUNDANT_JOBS } from './grid/redundant-jobs.ts';
import { INFRA_FAILURES } from './findings/infra-failures.ts';
import { JOB_DIMENSIONS } from './findings/job-dimensions.ts';
import { LEASES } from './findings/leases.ts';
import { MIGRATIONS } from './findings/migrations.ts';
import { NEVER_PASSED } from './findings/never-passed.ts';
import { OUTAGES } from './findings/outages.ts';
import { RECOVERIES, REGRESSIONS } from './changes/change-kinds.ts';
import { REGIONS } from './findings/regions.ts';
import { SYMPTOM_CLASSES } from './findings/symptom-classes.ts';
import { RETIRED_VERSIONS } from './findings/retired-versions.ts';
import { SKIP_DEBTS } from './findings/skip-debts.ts';
import { STALE_MARKERS } from './findings/stale-markers.ts';
import { UNTESTED_PROMOTIONS } from './findings/untested-promotions.ts';

/** Every kind of finding, in the order of the report. */
export const KINDS: readonly FindingKind[] = [
  FLAKY_TESTS,
  REGRESSIONS,
  RECOVERIES,
  NEVER_PASSED,
  OUTAGES,
  JOB_DIMENSIONS,
  FAILED_PHASES,
  DEATH_CAUSES,
  SYMPTOM_CLASSES,
  INFRA_FAILURES,
  BUILDS_UNDER_TEST,
  REGIONS,
  LEASES,
  CREDENTIAL_POSTURES,
  MIGRATIONS,
  STALE_MARKERS,
  UNTESTED_PROMOTIONS,
  RETIRED_VERSIONS,
  SKIP_DEBTS,
  COVERED_CELLS,
  COVERED_PAIRS,
  REDUNDANT_JOBS,
];

/** What one rule was worth on one history. */
export interface RuleResult {
  readonly seed: number;
  readonly of: FindingKind;
  readonly rule: FindingRule;
  readonly verdicts: readonly KindScore[];
}

/**
 * Has every rule find what it can, and holds it against the truth.
 *
 * @param query runs one statement of GoogleSQL on the warehouse that the history went into
 */
export async function evaluate(
  truth: Truth,
  query: (sql: string) => Promise<readonly unknown[]>,
): Promise<readonly RuleResult[]> {
  const judged: RuleResult[] = [];
  for (const of of KINDS) {
    for (const rule of of.rules) {
      const verdicts = of.judge(truth, await query(rule.sql));
      judged.push({ seed: truth.seed, of, rule, verdicts });
    }
  }
  return judged;
}
