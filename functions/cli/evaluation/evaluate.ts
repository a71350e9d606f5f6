import type { Truth } from '../simulation/truth.ts';
import type { FindingKind, Rule, Verdict } from './finding-kind.ts';
import { BUILDS_UNDER_TEST } from './builds-under-test.ts';
import { CREDENTIALS } from './credentials.ts';
import { DEATH_CAUSES } from './death-causes.ts';
import { FAILED_PHASES } from './failed-phases.ts';
import { FLAKY_TESTS } from './flaky-tests.ts';
import { COVERED_CELLS, COVERED_PAIRS } from './grid/covered.ts';
import { REDUNDANT_JOBS } from './grid/redundant-jobs.ts';
import { INFRA_FAILURES } from './infra-failures.ts';
import { JOB_DIMENSIONS } from './job-dimensions.ts';
import { LEASES } from './leases.ts';
import { MIGRATIONS } from './migrations.ts';
import { NEVER_PASSED } from './never-passed.ts';
import { OUTAGES } from './outages.ts';
import { RECOVERIES } from './recoveries.ts';
import { REGIONS } from './regions.ts';
import { REGRESSIONS } from './regressions.ts';
import { SYMPTOM_CLASSES_OF_BUILDS } from './symptom-classes.ts';
import { RETIRED_VERSIONS } from './retired-versions.ts';
import { SKIP_DEBTS } from './skip-debts.ts';
import { STALE_MARKERS } from './stale-markers.ts';
import { UNTESTED_PROMOTIONS } from './untested-promotions.ts';

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
  SYMPTOM_CLASSES_OF_BUILDS,
  INFRA_FAILURES,
  BUILDS_UNDER_TEST,
  REGIONS,
  LEASES,
  CREDENTIALS,
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
export interface Judged {
  readonly seed: number;
  readonly of: FindingKind;
  readonly rule: Rule;
  readonly verdicts: readonly Verdict[];
}

/**
 * Has every rule find what it can, and holds it against the truth.
 *
 * @param query runs one statement of GoogleSQL on the warehouse that the history went into
 */
export async function evaluate(
  truth: Truth,
  query: (sql: string) => Promise<readonly unknown[]>,
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const of of KINDS) {
    for (const rule of of.rules) {
      const verdicts = of.judge(truth, await query(rule.sql));
      judged.push({ seed: truth.seed, of, rule, verdicts });
    }
  }
  return judged;
}
