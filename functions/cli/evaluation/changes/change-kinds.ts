import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { ourChanges, TEST_GRID_RECOVERIES, testGridRegressions } from './changes-sql.ts';
import { judgeChanges } from './judge-changes.ts';
import { plannedRecoveries, plannedRegressions } from './planned-changes.ts';

const REGRESSION_NAMES = {
  change: 'regression',
  build: 'first bad build',
  commit: 'first bad commit',
};

/** Tests, clusters and whole builds that a commit broke, with the first build that shows it. */
export const REGRESSIONS: FindingKind = {
  name: REGRESSION_NAMES.change,
  rules: [
    { name: OWN_RULE, setting: null, sql: ourChanges('regressed') },
    { name: 'TestGrid', setting: 'alerts now', sql: testGridRegressions('now') },
    { name: 'TestGrid', setting: 'alerts ever', sql: testGridRegressions('ever') },
  ],
  judge: (truth, rows) =>
    judgeChanges(REGRESSION_NAMES, { truth, planned: plannedRegressions(truth) }, rows),
};

const RECOVERY_NAMES = {
  change: 'recovery',
  build: 'first good build',
  commit: 'first good commit',
};

/** What a commit mended, with the first build that shows it. */
export const RECOVERIES: FindingKind = {
  name: RECOVERY_NAMES.change,
  rules: [
    { name: OWN_RULE, setting: null, sql: ourChanges('recovered') },
    { name: 'TestGrid', setting: 'alerts ended', sql: TEST_GRID_RECOVERIES },
  ],
  judge: (truth, rows) =>
    judgeChanges(RECOVERY_NAMES, { truth, planned: plannedRecoveries(truth) }, rows),
};
