import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from '@jest/globals';
import { toDuckDb } from '../../shared/adapters/duckdb/googlesql.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb-warehouse.ts';
import { QueryError, WarehouseUnavailableError } from '../../shared/errors/errors.ts';
import { describeWarehouseContract } from '../contracts/warehouse.ts';
import { buildsRow } from '../contracts/warehouse-rows.ts';

describeWarehouseContract('DuckDB', () => DuckDbWarehouse.open(':memory:'));

/** Changes a file as no version of ours would. */
async function alter(path: string, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`ATTACH '${path}' AS old`);
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

describe('a warehouse in a file', () => {
  test('keeps its rows, under any name', async () => {
    const folder = await mkdtemp(join(tmpdir(), "ci-signal's "));
    const path = join(folder, 'ci.duckdb');
    const view = { name: 'seven', sql: 'SELECT 7 AS n' };
    const first = await DuckDbWarehouse.open(path);
    await first.deploy([view]);
    await first.close();
    const second = await DuckDbWarehouse.open(path);
    expect((await second.query('SELECT n FROM seven')).rows).toEqual([{ n: 7 }]);
    await second.close();
    await rm(folder, { recursive: true });
  });

  test('of an older version keeps its rows, and gets the columns that it has now', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ci-signal-'));
    const path = join(folder, 'ci.duckdb');
    const view = { name: 'all_builds', sql: 'SELECT * FROM ci_raw.builds' };
    const first = await DuckDbWarehouse.open(path);
    await first.deploy([view]);
    await first.append('builds', [buildsRow({ cloud: 'aws' })]);
    await first.close();
    await alter(path, [
      'ALTER TABLE old.ci_raw.builds DROP COLUMN ip_family',
      'ALTER TABLE old.ci_raw.builds ADD COLUMN mood VARCHAR',
    ]);
    const second = await DuckDbWarehouse.open(path);
    await second.deploy([view]);
    await second.append('builds', [buildsRow({ ip_family: 'ipv6' })]);
    const { rows } = await second.query('SELECT * FROM all_builds ORDER BY cloud DESC');
    expect(rows).toEqual([buildsRow({ cloud: 'aws' }), buildsRow({ ip_family: 'ipv6' })]);
    await second.close();
    await rm(folder, { recursive: true });
  });

  test('that is none cannot be opened', async () => {
    await expect(DuckDbWarehouse.open('/nowhere/ci.duckdb')).rejects.toThrow(
      WarehouseUnavailableError,
    );
  });
});

describe('GoogleSQL for DuckDB', () => {
  test.each([
    { sql: `SELECT JSON_VALUE('{"a.b/c":"d"}', '$."a.b/c"') AS x`, x: 'd' },
    { sql: `SELECT JSON_VALUE(JSON '{"a":{"b":1}}', '$.a.b') AS x`, x: '1' },
    { sql: "SELECT REGEXP_CONTAINS('kops-grid', r'^kops') AS x", x: true },
    { sql: "SELECT REGEXP_CONTAINS('e2e-kops-grid', 'kops') AS x", x: true },
    { sql: "SELECT 'regexp_contains(ci.x)' AS x", x: 'regexp_contains(ci.x)' },
    { sql: 'SELECT COUNTIF(x) AS x FROM UNNEST([TRUE, FALSE, TRUE]) AS x', x: 2 },
    { sql: 'SELECT SAFE_DIVIDE(1, 0) AS x', x: null },
    { sql: "SELECT DATE(TIMESTAMP '2026-11-20 23:30:00-05:00') AS x", x: '2026-11-21' },
    {
      sql: "SELECT TIMESTAMP_TRUNC(TIMESTAMP '2026-11-20 23:30:00+00', HOUR) AS x",
      x: '2026-11-20T23:00:00.000Z',
    },
    { sql: "SELECT DATE_SUB(DATE '2026-03-01', INTERVAL 1 DAY) AS x", x: '2026-02-28' },
    {
      sql: "SELECT TIMESTAMP_DIFF(TIMESTAMP '2026-11-20 10:00:00+00', TIMESTAMP '2026-11-20 09:00:00+00', SECOND) AS x",
      x: 3600,
    },
    {
      sql: "SELECT ANY_VALUE(a HAVING MIN b) AS x FROM (SELECT 'late' AS a, 2 AS b UNION ALL SELECT 'early', 1)",
      x: 'early',
    },
  ])('$sql', async ({ sql, x }) => {
    const warehouse = await DuckDbWarehouse.open(':memory:');
    await warehouse.deploy([]);
    const { rows } = await warehouse.query(sql);
    expect(rows).toEqual([{ x }]);
    await warehouse.close();
  });

  test.each(['', 'SELECT 1; SELECT 2', 'SELECT FROM WHERE'])('%p is refused', (sql) => {
    expect(() => toDuckDb(sql)).toThrow(QueryError);
  });
});
