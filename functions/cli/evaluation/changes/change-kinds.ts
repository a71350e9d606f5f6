import { ownRule, type FindingKind, type FindingRule } from '../finding-kind.ts';
import {
  bayesianChanges,
  ownChanges,
  TEST_GRID_RECOVERIES,
  testGridRegressions,
} from './changes-sql.ts';
import { judgeChanges } from './judge-changes.ts';
import { plannedRecoveries, plannedRegressions } from './planned-changes.ts';

/** Settings of the Bayesian rule, as differences of logarithms. */
const THRESHOLDS = [2, 5, 9];

function bayesianRule(direction: 'regressed' | 'recovered', threshold: number): FindingRule {
  const sql = bayesianChanges(direction, threshold);
  return { name: 'Bayes', setting: `threshold ${threshold}`, sql };
}

const REGRESSION_NAMES = {
  change: 'regression',
  build: 'first bad build',
  commit: 'first bad commit',
};

/** Tests, cluster validations and whole builds that a commit broke, with the first bad build. */
export const REGRESSIONS: FindingKind = {
  name: REGRESSION_NAMES.change,
  rules: [
    ownRule(ownChanges('regressed')),
    { name: 'TestGrid', setting: 'alerts now', sql: testGridRegressions('now') },
    { name: 'TestGrid', setting: 'alerts ever', sql: testGridRegressions('ever') },
    ...THRESHOLDS.map((threshold) => bayesianRule('regressed', threshold)),
  ],
  judge: (truth, rows) =>
    judgeChanges(REGRESSION_NAMES, { truth, planned: plannedRegressions(truth) }, rows),
};

const RECOVERY_NAMES = {
  change: 'recovery',
  build: 'first good build',
  commit: 'first good commit',
};

/** Tests, cluster validations and whole builds that a commit fixed, with the first good build. */
export const RECOVERIES: FindingKind = {
  name: RECOVERY_NAMES.change,
  rules: [
    ownRule(ownChanges('recovered')),
    { name: 'TestGrid', setting: 'alerts ended', sql: TEST_GRID_RECOVERIES },
    ...THRESHOLDS.map((threshold) => bayesianRule('recovered', threshold)),
  ],
  judge: (truth, rows) =>
    judgeChanges(RECOVERY_NAMES, { truth, planned: plannedRecoveries(truth) }, rows),
};
