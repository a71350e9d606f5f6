import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { toDuckDb } from '../../../shared/views/dialect/duckdb.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import {
  NewerWarehouseError,
  QueryError,
  WarehouseUnavailableError,
} from '../../../shared/errors.ts';
import { rejectionRow } from '../../../shared/rows/ledger-row.ts';
import type { View } from '../../../shared/ports/warehouse.ts';
import { describeWarehouseContract } from '../../contracts/warehouse.ts';
import { buildsRow } from '../../contracts/warehouse-rows.ts';

describeWarehouseContract('DuckDB', () => DuckDbWarehouse.open(':memory:'));

/** Changes a file in a way that no version of ci-signal does. */
async function alter(path: string, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`ATTACH '${path}' AS old`);
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

describe('a warehouse in a file', () => {
  test('keeps its rows, whatever the name of the file', async () => {
    const folder = await mkdtemp(join(tmpdir(), "ci-signal's "));
    const path = join(folder, 'ci.duckdb');
    const view: View = { name: 'seven', layer: 'staging', sql: 'SELECT 7 AS n' };
    const first = await DuckDbWarehouse.open(path);
    await first.deploy([view]);
    await first.close();
    const second = await DuckDbWarehouse.open(path);
    expect((await second.query('SELECT n FROM seven')).rows).toEqual([{ n: 7 }]);
    await second.close();
    await rm(folder, { recursive: true });
  });

  test('of an older version keeps its rows and gets the current columns', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ci-signal-'));
    const path = join(folder, 'ci.duckdb');
    const view: View = { name: 'all_builds', layer: 'staging', sql: 'SELECT * FROM ci_raw.builds' };
    const first = await DuckDbWarehouse.open(path);
    await first.deploy([view]);
    await first.append('builds', [buildsRow({ cloud: 'aws' })]);
    await first.close();
    await alter(path, ['ALTER TABLE old.ci_raw.builds DROP COLUMN ip_family']);
    const second = await DuckDbWarehouse.open(path);
    await second.deploy([view]);
    await second.append('builds', [buildsRow({ ip_family: 'ipv6' })]);
    const { rows } = await second.query('SELECT * FROM all_builds ORDER BY cloud DESC');
    expect(rows).toEqual([buildsRow({ cloud: 'aws' }), buildsRow({ ip_family: 'ipv6' })]);
    await second.close();
    await rm(folder, { recursive: true });
  });

  test('of an older version has 0 in the required counts that it did not have', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ci-signal-'));
    const path = join(folder, 'ci.duckdb');
    const first = await DuckDbWarehouse.open(path);
    await first.deploy([]);
    const arrival = { kind: 'event' as const, id: 'e', sizeBytes: 1, reason: 'not JSON' };
    await first.append('ingested_objects', [rejectionRow(arrival, 0)]);
    await first.close();
    await alter(path, ['ALTER TABLE old.ci_raw.ingested_objects DROP COLUMN builds_rows']);
    const second = await DuckDbWarehouse.open(path);
    await second.deploy([]);
    const { rows } = await second.query('SELECT builds_rows FROM ci_raw.ingested_objects');
    expect(rows).toEqual([{ builds_rows: 0 }]);
    await second.close();
    await rm(folder, { recursive: true });
  });

  test.each([
    { change: 'ALTER TABLE old.ci_raw.builds ADD COLUMN mood VARCHAR', names: 'builds.mood' },
    { change: 'CREATE TABLE old.ci_raw.moods (mood VARCHAR)', names: 'moods.mood' },
  ])('of a newer version is refused, and keeps $names', async ({ change, names }) => {
    const folder = await mkdtemp(join(tmpdir(), 'ci-signal-'));
    const path = join(folder, 'ci.duckdb');
    const first = await DuckDbWarehouse.open(path);
    await first.deploy([]);
    await first.append('builds', [buildsRow()]);
    await first.close();
    await alter(path, [change]);
    const before = await readFile(path);
    const second = await DuckDbWarehouse.open(path);
    await expect(second.deploy([])).rejects.toThrow(NewerWarehouseError);
    await expect(second.deploy([])).rejects.toThrow(
      `${path}: a newer version of ci-signal has written it, with the column ${names}`,
    );
    await second.close();
    expect((await readFile(path)).equals(before)).toBe(true);
    await rm(folder, { recursive: true });
  });

  test('cannot be opened in a folder that does not exist', async () => {
    await expect(DuckDbWarehouse.open('/nowhere/ci.duckdb')).rejects.toThrow(
      WarehouseUnavailableError,
    );
  });
});

describe('GoogleSQL for DuckDB', () => {
  test.each([
    { sql: `SELECT JSON_VALUE('{"a.b/c":"d"}', '$."a.b/c"') AS x`, x: 'd' },
    { sql: `SELECT JSON_VALUE(JSON '{"a":{"b":1}}', '$.a.b') AS x`, x: '1' },
    {
      sql: `SELECT STRING_AGG(JSON_VALUE(e, '$.b'), ',' ORDER BY JSON_VALUE(e, '$.b')) AS x FROM UNNEST(JSON_QUERY_ARRAY(JSON '[{"b":1},{"b":2}]')) AS e`,
      x: '1,2',
    },
    { sql: `SELECT ARRAY_LENGTH(JSON_QUERY_ARRAY(JSON '{"a":[1,2]}', '$.a')) AS x`, x: 2 },
    { sql: `SELECT JSON_QUERY_ARRAY(JSON '{"a":[1,2]}') IS NULL AS x`, x: true },
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
    { sql: "SELECT DATE_TRUNC(DATE '2024-05-05', WEEK) AS x", x: '2024-05-05' },
    { sql: "SELECT DATE_TRUNC(DATE '2024-05-05', WEEK(MONDAY)) AS x", x: '2024-04-29' },
    { sql: "SELECT EXTRACT(DAYOFWEEK FROM DATE '2024-05-05') AS x", x: 1 },
    { sql: "SELECT EXTRACT(WEEK FROM DATE '2024-05-05') AS x", x: 18 },
    { sql: "SELECT EXTRACT(ISOWEEK FROM DATE '2024-05-05') AS x", x: 18 },
    { sql: "SELECT EXTRACT(DATE FROM TIMESTAMP '2024-05-05 23:00:00+00') AS x", x: '2024-05-05' },
    {
      sql: "SELECT DATE(TIMESTAMP '2024-05-05 01:00:00+00', 'America/New_York') AS x",
      x: '2024-05-04',
    },
    {
      sql: "SELECT TIMESTAMP_DIFF(TIMESTAMP '2024-05-06 01:00:00+00', TIMESTAMP '2024-05-05 23:00:00+00', DAY) AS x",
      x: 0,
    },
    { sql: "SELECT CONCAT('a', 'b', 'c') AS x", x: 'abc' },
    { sql: "SELECT CONCAT('a', CAST(NULL AS STRING)) AS x", x: null },
    { sql: "SELECT COALESCE(CONCAT(' ', CAST(NULL AS STRING), 'c'), 'b') AS x", x: 'b' },
    { sql: "SELECT SUBSTR('pr:pull', 0, 3) AS x", x: 'pr:' },
    { sql: "SELECT SUBSTR('pull', -2) AS x", x: 'll' },
    { sql: "SELECT REGEXP_EXTRACT('pull/12', r'pull/(\\d+)') AS x", x: '12' },
    { sql: "SELECT REGEXP_EXTRACT('pull/12', r'[0-9]+') AS x", x: '12' },
    { sql: "SELECT REGEXP_EXTRACT('batch', r'(\\d+)') AS x", x: null },
    { sql: "SELECT REGEXP_REPLACE('a,b,c', '[^,]', '') AS x", x: ',,' },
    {
      sql: "SELECT COUNT(*) AS x FROM UNNEST([1, 2]) WHERE CURRENT_DATETIME() > '2020-01-01'",
      x: 2,
    },
    {
      sql: "SELECT (SELECT value FROM UNNEST(list) WHERE key = 'b') AS x FROM (SELECT [STRUCT('a' AS key, 1 AS value), ('b', 2)] AS list)",
      x: 2,
    },
    {
      sql: "SELECT SUM(i.value) AS x FROM (SELECT [STRUCT('a' AS key, 1 AS value), ('b', 2)] AS list) t, t.list i",
      x: 3,
    },
    {
      sql: 'SELECT COUNT(*) AS x FROM (SELECT IF(x < 3, 0, x) AS x FROM UNNEST([1, 2, 3]) AS x GROUP BY x)',
      x: 2,
    },
    {
      sql: 'SELECT ARRAY(SELECT AS STRUCT i AS n, COUNT(*) AS c FROM t.list i GROUP BY n HAVING c > 1 ORDER BY n DESC) AS x FROM (SELECT [1, 2, 1, 2, 3] AS list) t',
      x: [
        { n: 2, c: 2 },
        { n: 1, c: 2 },
      ],
    },
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

  // The emulator of BigQuery refuses such statements: it counts occurrences by their text.
  test('a parameter may stand twice, and a string may look like one', async () => {
    const warehouse = await DuckDbWarehouse.open(':memory:');
    await warehouse.deploy([]);
    const sql = "SELECT @x = @x AS is_same, '@x' AS text, \"it's @x\" AS quoted, @x AS x";
    const { rows } = await warehouse.query(sql, { x: 'value' });
    expect(rows).toEqual([{ is_same: true, text: '@x', quoted: "it's @x", x: 'value' }]);
    await warehouse.close();
  });

  test.each(['', 'SELECT 1; SELECT 2', 'SELECT FROM WHERE'])('%j is refused', (sql) => {
    expect(() => toDuckDb(sql)).toThrow(QueryError);
  });
});
