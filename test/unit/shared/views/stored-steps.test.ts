import { describe, expect, test } from 'vitest';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import {
  rebuildScripts,
  snapshotScript,
} from '../../../../shared/adapters/bigquery/rebuild-scripts.ts';
import { isRollUp, isSnapshot, isStored } from '../../../../shared/views/layers.ts';
import { createStoredStatement } from '../../../../shared/views/statements.ts';
import {
  selectFrom,
  storeSteps,
  tableReads,
  withStoredSteps,
} from '../../../../shared/views/stored-steps.ts';

const NO_VIEWS = new Map<string, number>();

describe('table reads', () => {
  test.each([
    ['a query without steps', 'SELECT * FROM ci_raw.builds', 1],
    ['a step that is read twice', 'WITH a AS (SELECT 1 FROM ci.x) SELECT * FROM a JOIN a AS b', 2],
    [
      'steps that multiply',
      'WITH a AS (SELECT 1 FROM ci.x), b AS (SELECT 1 FROM a JOIN a AS c) SELECT * FROM b JOIN b AS d',
      4,
    ],
    ['a view that reads three tables', 'SELECT * FROM ci.three CROSS JOIN ci.x', 4],
    ['FROM of a function', "SELECT EXTRACT(DAY FROM day), '(FROM ci.x' FROM ci.x -- FROM ci.x", 1],
    [
      'a recursive step',
      'WITH RECURSIVE a AS (SELECT 1 FROM ci.x UNION ALL SELECT * FROM a WHERE FALSE) SELECT * FROM a JOIN a AS b',
      1,
    ],
  ])('%s', (_, sql, expected) => {
    expect(tableReads(sql, new Map([['three', 3]]))).toBe(expected);
  });
});

describe('stored steps', () => {
  const SQL =
    '-- a comment\nWITH a AS (SELECT ")" AS x FROM ci.x), b AS (SELECT 1 FROM a) SELECT * FROM a JOIN b';

  test('a step that is read twice gets a recursive part', () => {
    const stored = storeSteps(SQL);
    expect(stored.replaceAll(/\s+/g, ' ')).toBe(
      '-- a comment WITH RECURSIVE a AS ( (SELECT ")" AS x FROM ci.x ) UNION ALL SELECT * FROM a WHERE FALSE ), ' +
        'b AS (SELECT 1 FROM a) SELECT * FROM a JOIN b',
    );
    expect(tableReads(SQL, NO_VIEWS)).toBe(2);
    expect(tableReads(stored, NO_VIEWS)).toBe(1);
  });

  test.each([
    'SELECT * FROM ci.x',
    'WITH a AS (SELECT 1 FROM ci.x) SELECT * FROM a',
    'WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT * FROM a WHERE FALSE) SELECT * FROM a JOIN a AS b',
  ])('%s stays as it is', (sql) => {
    expect(storeSteps(sql)).toBe(sql);
  });

  test('views that read few tables stay as they are', () => {
    const small = { name: 'small', layer: 'marts', sql: SQL } as const;
    const large = { ...small, name: 'large', sql: SQL.replace('ci.x', doubled(7)) };
    expect(withStoredSteps([small, large])).toEqual([
      small,
      { ...large, sql: storeSteps(large.sql) },
    ]);
  });

  test('each view reads at most 300 tables', () => {
    const reads = new Map<string, number>();
    const large: (readonly [string, number])[] = [];
    for (const view of withStoredSteps(readViews())) {
      const count = tableReads(view.sql, reads);
      if (count > 300) large.push([view.name, count]);
      reads.set(view.name, isStored(view) ? 1 : count);
    }
    expect(large).toEqual([]);
  });
});

/** Returns a FROM clause that reads a table 2^n times. */
function doubled(n: number): string {
  return Array.from({ length: 2 ** n }, (_, index) => `ci.x AS t${index}`).join(' JOIN ');
}

describe('a selection from a query', () => {
  test.each([
    ['that is not recursive', 'WITH a AS (SELECT 1 AS x) SELECT x FROM a'],
    ['with a comment about recursion', '-- WITH RECURSIVE\n-- -- -- --\nSELECT x FROM ci.x'],
  ])('%s is around it', (_, sql) => {
    expect(selectFrom(sql, 'x')).toBe(`SELECT x FROM (\n${sql}\n)`);
  });

  test('that is recursive has its last part as a step', () => {
    const sql =
      '-- a comment\nWITH RECURSIVE a AS (SELECT 1 AS x UNION ALL SELECT * FROM a WHERE FALSE) SELECT ")" AS x FROM a -- end';
    expect(selectFrom(sql, 'x').replaceAll(/\s+/g, ' ')).toBe(
      '-- a comment WITH RECURSIVE a AS (SELECT 1 AS x UNION ALL SELECT * FROM a WHERE FALSE), ' +
        'selected_rows AS ( SELECT ")" AS x FROM a -- end ) SELECT x FROM selected_rows',
    );
  });

  test('of a stored view begins with the recursion, as BigQuery refuses it elsewhere', () => {
    const views = readViews();
    const created = withStoredSteps(views)
      .filter(isStored)
      .map((view) => createStoredStatement(view));
    const rebuilt = rebuildScripts(views.filter(isRollUp), ['2026-11-20']);
    const text = [...created, ...rebuilt, snapshotScript(views.filter(isSnapshot))].join('\n');
    expect(text).toMatch('WITH RECURSIVE');
    expect(text).not.toMatch(/\((?:\s|--.*\n)*WITH RECURSIVE/);
  });
});
