import { judgeChanges } from './changes.ts';
import { ourChanges, TEST_GRID_RECOVERIES } from './changes-sql.ts';
import { OURS, type FindingKind } from './finding-kind.ts';
import { plannedRecoveries } from './planned-change.ts';

const NAMES = { change: 'recovery', build: 'first good build', commit: 'first good commit' };

/** What a commit mended, with the first build that shows it. */
export const RECOVERIES: FindingKind = {
  name: NAMES.change,
  rules: [
    { name: OURS, setting: null, sql: ourChanges('recovered') },
    { name: 'TestGrid', setting: 'alerts ended', sql: TEST_GRID_RECOVERIES },
  ],
  judge: (truth, rows) => judgeChanges(NAMES, { truth, planned: plannedRecoveries(truth) }, rows),
};
