import { expect, test } from 'vitest';
import { namedColumns } from '../../../../shared/views/named-columns.ts';

const COLUMNS = ['build_date', 'job', 'outcome', 'failure_text'];

test.each([
  { about: 'none', sql: 'SELECT COUNT(*) AS builds FROM ci.results', named: [] },
  {
    about: 'those of a query',
    sql: 'SELECT results.job FROM ci.results WHERE outcome = "failed"',
    named: ['job', 'outcome'],
  },
  { about: 'one in capitals and backquotes', sql: 'SELECT `results`.`JOB` AS j', named: ['job'] },
  { about: 'none in strings and comments', sql: "SELECT 'job' AS j -- outcome", named: [] },
])('the named columns are $about', ({ sql, named }) => {
  expect(namedColumns(COLUMNS, [{ sql, columns: { j: '' } }])).toEqual(named);
});

test('columns that a star stands for are named by the columns of the reader', () => {
  const sql = 'SELECT * FROM ci.results';
  expect(namedColumns(COLUMNS, [{ sql, columns: { job: '', builds: '' } }])).toEqual(['job']);
});

test('all columns may be read by a reader that does not tell its own', () => {
  const described = { sql: 'SELECT job FROM ci.results', columns: { job: '' } };
  expect(namedColumns(COLUMNS, [described, { sql: 'SELECT * FROM ci.results' }])).toEqual(COLUMNS);
});
