import { column, type MatrixSection } from '../page.ts';
import { toBuild, toTest } from './links.ts';

/** The grid of the newest builds of a job and its tests that failed or flaked. */
export const JOB_GRID: MatrixSection = {
  kind: 'matrix',
  id: 'grid',
  title: 'Newest 30 builds by test',
  about:
    'Tests that failed or flaked in the last 28 days. The newest build is at the left; the head of a column is the day and ' +
    'hour of its start.',
  sql: `
    WITH newest AS (
      SELECT build_date, position, build_id, started_at, outcome
      FROM recent_builds
      WHERE job = @job
      QUALIFY ROW_NUMBER() OVER (ORDER BY build_date DESC, position DESC) <= 30
    )
    SELECT 'the build as a whole' AS test_name, '' AS test_id, build_id, started_at, outcome
    FROM newest
    UNION ALL
    SELECT
      days.test_name, days.test_id, newest.build_id, newest.started_at,
      SUBSTR(days.outcomes, newest.position, 1) AS outcome
    FROM unstable_test_days AS days
    INNER JOIN newest ON days.build_date = newest.build_date
    WHERE days.job = @job AND SUBSTR(days.outcomes, newest.position, 1) NOT IN ('', '-')`,
  uses: ['job'],
  orderBy: 'started_at DESC, build_id DESC, test_name, test_id',
  matrix: {
    row: 'test_name',
    rowKey: 'test_id',
    column: 'build_id',
    columnTime: 'started_at',
    state: 'outcome',
    corner: 'Test',
    rowLink: toTest(),
    columnLink: toBuild(),
    cellLink: toBuild(),
  },
  columns: [
    column('test_name', ['Test', 'long'], toTest()),
    column('build_id', ['Build', 'code'], toBuild()),
    column('started_at', ['Started', 'time']),
    column('outcome', ['Outcome', 'state']),
  ],
  empty: 'No build of the last 28 days is known.',
};
