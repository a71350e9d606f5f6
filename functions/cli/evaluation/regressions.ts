import { judgeChanges } from './changes.ts';
import { ourChanges, testGridRegressions } from './changes-sql.ts';
import { OURS, type FindingKind } from './finding-kind.ts';
import { plannedRegressions } from './planned-change.ts';

const NAMES = { change: 'regression', build: 'first bad build', commit: 'first bad commit' };

/** Tests, clusters and whole builds that a commit broke, with the first build that shows it. */
export const REGRESSIONS: FindingKind = {
  name: NAMES.change,
  rules: [
    { name: OURS, setting: null, sql: ourChanges('regressed') },
    { name: 'TestGrid', setting: 'alerts now', sql: testGridRegressions('now') },
    { name: 'TestGrid', setting: 'alerts ever', sql: testGridRegressions('ever') },
  ],
  judge: (truth, rows) => judgeChanges(NAMES, { truth, planned: plannedRegressions(truth) }, rows),
};
