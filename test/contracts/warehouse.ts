import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WarehouseUnavailableError } from '../../shared/errors.ts';
import type { QueryResult, View, Warehouse } from '../../shared/ports/warehouse.ts';
import { TABLES, TABLE_NAMES, type TableName } from '../../shared/schema/tables.ts';
import { describeErase } from './warehouse-erase.ts';
import { describeQuery } from './warehouse-query.ts';
import { describeRebuild } from './warehouse-rebuild.ts';
import { attemptRow, BUILD_DATE, buildsRow } from './warehouse-rows.ts';

const VIEWS: readonly View[] = [
  { name: 'all_attempts', layer: 'staging', sql: 'SELECT * FROM ci_raw.test_attempts' },
  {
    name: 'outcomes',
    layer: 'marts',
    sql: `SELECT outcome, COUNT(*) AS attempts
FROM ci.all_attempts -- through ci. and ci_raw.
WHERE outcome != 'ci_raw.test_attempts'
GROUP BY outcome`,
  },
];

const AWKWARD_TEXTS = [
  '',
  'größe テスト 😀 \u{10FFFF}',
  '"quoted" \'single\' \\ back\\nslash `tick` ${x} %s ?',
  'tab\tnewline\nreturn\r\nend',
  'replaced control character: \uFFFD',
  'NULL',
  '  spaces around  ',
  'x'.repeat(100_000),
];

/**
 * Defines the tests that every Warehouse passes.
 *
 * @param setup creates an empty warehouse; the tests deploy and close it
 */
export function describeWarehouseContract(name: string, setup: () => Promise<Warehouse>): void {
  describe(`Warehouse: ${name}`, () => {
    let warehouse: Warehouse;
    /** Queries a raw table with the filter on its partition that BigQuery requires. */
    const select = (columns: string, table: TableName, rest = ''): Promise<QueryResult> =>
      warehouse.query(
        `SELECT ${columns} FROM ci_raw.${table}
         WHERE ${TABLES[table].time_partitioning.field} = '${BUILD_DATE}' ${rest}`,
      );

    beforeEach(async () => {
      warehouse = await setup();
      await warehouse.deploy(VIEWS);
    });
    afterEach(() => warehouse.close());

    describe('deploy', () => {
      it('creates every raw table with its columns in order', async () => {
        for (const table of TABLE_NAMES) {
          const { columns, rows } = await select('*', table);
          expect(columns).toEqual(TABLES[table].schema.map((column) => column.name));
          expect(rows).toEqual([]);
        }
      });

      it('keeps the rows and replaces the views when run again', async () => {
        await warehouse.append('test_attempts', [attemptRow(0)]);
        const outcomes: View = {
          name: 'outcomes',
          layer: 'marts',
          sql: `SELECT COUNT(*) AS n FROM ci.all_attempts`,
        };
        await warehouse.deploy([...VIEWS.slice(0, 1), outcomes]);
        const { rows } = await warehouse.query(`SELECT * FROM outcomes`);
        expect(rows).toEqual([{ n: 1 }]);
      });
    });

    describeRebuild(() => warehouse);
    describeErase(() => warehouse);

    describe('append', () => {
      it('keeps a value of every type', async () => {
        const row = buildsRow({
          generation: '9007199254740993',
          pull_number: '-9223372036854775808',
          revival_count: 0,
          is_passed: true,
          is_complete: false,
          started_at: '2026-11-20T23:59:59.999Z',
          finished_at: '1969-12-31T23:59:59.500Z',
          duration_seconds: 0.1,
          queue_seconds: -1.5e-7,
          pulls: [{ number: 1, author: 'a', title: null }],
          labels: {
            'prow.k8s.io/type': 'presubmit',
            umlaut: 'ü"\\',
            nested: { deep: [1, 2.5, true] },
          },
          metadata: 'text only',
          env: {},
          files: ['started.json', 'a b#c.json', 'größe.json'],
        });
        await warehouse.append('builds', [row]);
        const { rows } = await select('*', 'builds');
        expect(rows).toEqual([row]);
      });

      it('distinguishes NULLs from empty values', async () => {
        const full = buildsRow({ build_id: '1', org: '', duration_seconds: 0, files: ['x'] });
        const empty = buildsRow({ build_id: '2' });
        await warehouse.append('builds', [full, empty]);
        const { rows } = await select('*', 'builds', 'ORDER BY build_id');
        expect(rows).toEqual([full, empty]);
      });

      it('keeps text unchanged', async () => {
        const attempts = AWKWARD_TEXTS.map((text, ordinal) =>
          attemptRow(ordinal, { failure_text: text, properties: { text } }),
        );
        await warehouse.append('test_attempts', attempts);
        const { rows } = await select(
          'failure_text, properties',
          'test_attempts',
          'ORDER BY ordinal',
        );
        expect(rows).toEqual(
          AWKWARD_TEXTS.map((text) => ({ failure_text: text, properties: { text } })),
        );
      });

      it('replaces lone surrogates', async () => {
        await warehouse.append('test_attempts', [
          attemptRow(0, { failure_text: 'half \uD83D of a pair' }),
        ]);
        const { rows } = await select('failure_text', 'test_attempts');
        expect(rows).toEqual([{ failure_text: 'half \uFFFD of a pair' }]);
      });

      it('keeps a row as often as it is appended', async () => {
        await warehouse.append('test_attempts', [attemptRow(0), attemptRow(0)]);
        await warehouse.append('test_attempts', [attemptRow(0)]);
        const { rows } = await select('*', 'test_attempts');
        expect(rows).toEqual([attemptRow(0), attemptRow(0), attemptRow(0)]);
      });

      it('accepts an empty list of rows', async () => {
        await warehouse.append('test_attempts', []);
        expect((await select('*', 'test_attempts')).rows).toEqual([]);
      });

      it('accepts thousands of rows at once', async () => {
        const attempts = Array.from({ length: 5_000 }, (_, ordinal) => attemptRow(ordinal));
        await warehouse.append('test_attempts', attempts);
        const sums = 'COUNT(*) AS n, COUNT(DISTINCT test_id) AS ids, SUM(ordinal) AS total';
        const { rows } = await select(sums, 'test_attempts');
        expect(rows).toEqual([{ n: 5_000, ids: 5_000, total: (5_000 * 4_999) / 2 }]);
      });

      it('accepts more rows than fit into one request', async () => {
        const failure_text = 'größe '.repeat(50_000);
        const attempts = Array.from({ length: 40 }, (_, ordinal) =>
          attemptRow(ordinal, { failure_text }),
        );
        await warehouse.append('test_attempts', attempts);
        const { rows } = await select(
          'COUNT(*) AS n, SUM(LENGTH(failure_text)) AS length',
          'test_attempts',
        );
        expect(rows).toEqual([{ n: 40, length: 40 * failure_text.length }]);
      });

      it('accepts concurrent appends to one table and to several', async () => {
        const appends = Array.from({ length: 40 }, async (_, index) => {
          await warehouse.append('test_attempts', [
            attemptRow(2 * index),
            attemptRow(2 * index + 1),
          ]);
          await warehouse.append('builds', [buildsRow({ build_id: String(index) })]);
        });
        await Promise.all(appends);
        const attempts = await select('COUNT(DISTINCT ordinal) AS n', 'test_attempts');
        const builds = await select('COUNT(DISTINCT build_id) AS n', 'builds');
        expect([attempts.rows, builds.rows]).toEqual([[{ n: 80 }], [{ n: 40 }]]);
      });

      it('accepts nothing after it is closed', async () => {
        await warehouse.close();
        const appended = warehouse.append('test_attempts', [attemptRow(0)]);
        await expect(appended).rejects.toThrow(WarehouseUnavailableError);
      });
    });

    describeQuery(() => warehouse);
  });
}
