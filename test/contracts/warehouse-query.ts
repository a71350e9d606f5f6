import { beforeEach, describe, expect, it } from 'vitest';
import { QueryError } from '../../shared/errors.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { attemptRow, BUILD_DATE } from './warehouse-rows.ts';

/** Defines the tests of queries that every Warehouse passes; the views `all_attempts` and `outcomes` are deployed. */
export function describeQuery(current: () => Warehouse): void {
  describe('query', () => {
    let warehouse: Warehouse;

    beforeEach(() => {
      warehouse = current();
    });

    it('finds views without a dataset, and views over views', async () => {
      await warehouse.append('test_attempts', [
        attemptRow(0),
        attemptRow(1),
        attemptRow(2, { outcome: 'failed' }),
      ]);
      const where = `WHERE build_date = '${BUILD_DATE}'`;
      const unqualified = await warehouse.query(`SELECT COUNT(*) AS n FROM all_attempts ${where}`);
      expect(unqualified.rows).toEqual([{ n: 3 }]);
      const qualified = await warehouse.query('SELECT * FROM ci.outcomes ORDER BY attempts');
      expect(qualified).toEqual({
        columns: ['outcome', 'attempts'],
        rows: [
          { outcome: 'failed', attempts: 1 },
          { outcome: 'passed', attempts: 2 },
        ],
      });
    });

    it('returns values in the types of JSON', async () => {
      const { columns, rows } = await warehouse.query(
        `SELECT 9007199254740993 AS big, 9007199254740991 AS safe, -2 AS negative, 0.5 AS half,
  TIMESTAMP '2026-11-20 10:00:00.123456+02:00' AS time, DATE '2026-11-20' AS day,
  TRUE AS yes, FALSE AS no, CAST(NULL AS STRING) AS nothing, 'ü' AS text, ['a', 'b'] AS list`,
      );
      const row = {
        big: '9007199254740993',
        safe: 9007199254740991,
        negative: -2,
        half: 0.5,
        time: '2026-11-20T08:00:00.123Z',
        day: '2026-11-20',
        yes: true,
        no: false,
        nothing: null,
        text: 'ü',
        list: ['a', 'b'],
      };
      expect(rows).toEqual([row]);
      expect(columns).toEqual(Object.keys(row));
    });

    it('takes parameters, whose values are never read as SQL', async () => {
      const { rows } = await warehouse.query('SELECT @first AS first, @last AS last', {
        first: `it's "@last"\\`,
        last: 'ö',
      });
      expect(rows).toEqual([{ first: `it's "@last"\\`, last: 'ö' }]);
    });

    it('returns structures', async () => {
      const { rows } = await warehouse.query(
        `SELECT STRUCT('a' AS name, 1 AS n) AS one, [STRUCT(DATE '2026-11-20' AS day)] AS many`,
      );
      expect(rows).toEqual([{ one: { name: 'a', n: 1 }, many: [{ day: '2026-11-20' }] }]);
    });

    it('names the columns of an empty result in the order of the SELECT list', async () => {
      const { columns, rows } = await warehouse.query(
        `SELECT test_name, build_date AS b, 1 AS a, ordinal FROM ci_raw.test_attempts WHERE build_date = '${BUILD_DATE}'`,
      );
      expect(columns).toEqual(['test_name', 'b', 'a', 'ordinal']);
      expect(rows).toEqual([]);
    });

    it('returns all rows of a large result', async () => {
      const { rows } = await warehouse.query('SELECT n FROM UNNEST(GENERATE_ARRAY(1, 25000)) AS n');
      expect(rows).toHaveLength(25_000);
      expect(new Set(rows.map((row) => row['n'])).size).toBe(25_000);
    });

    it.each([
      ['a text that is not SQL', 'SELEC 1', /SELEC|line 1/],
      ['a table that does not exist', 'SELECT * FROM ci_raw.no_such_table', /no_such_table/],
      ['a column that does not exist', 'SELECT no_such_column FROM outcomes', /no_such_column/],
      ['a statement that fails while it runs', `SELECT CAST('abc' AS INT64) AS x`, /abc/],
    ])('explains why it cannot run %s', async (_, sql, explanation) => {
      const error: unknown = await warehouse.query(sql).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(QueryError);
      expect(error).toHaveProperty('message', expect.stringMatching(explanation));
    });
  });
}
