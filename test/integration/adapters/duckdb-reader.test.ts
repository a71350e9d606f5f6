import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbReader } from '../../../shared/adapters/duckdb/reader.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { QueryError, WarehouseUnavailableError } from '../../../shared/errors.ts';
import type { View } from '../../../shared/ports/warehouse.ts';
import { buildsRow } from '../../contracts/warehouse-rows.ts';

const VIEW: View = { name: 'all_builds', layer: 'staging', sql: 'SELECT * FROM ci_raw.builds' };
const VIEWS = [VIEW];
const COUNT = 'SELECT COUNT(*) AS n FROM all_builds';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ci-signal's reader-"));
  path = join(folder, 'ci.duckdb');
  const warehouse = await DuckDbWarehouse.open(path);
  await warehouse.deploy(VIEWS);
  await warehouse.append('builds', [buildsRow()]);
  await warehouse.close();
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Starts a process that opens the file, adds a table and keeps the file open, and returns a function that kills it. */
async function holdFile(): Promise<() => Promise<void>> {
  const library = fileURLToPath(import.meta.resolve('@duckdb/node-api'));
  const code = `
    const { DuckDBInstance } = (await import(${JSON.stringify(library)})).default;
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run("ATTACH '${path.replaceAll("'", "''")}' AS warehouse");
    await connection.run('CREATE TABLE warehouse.ci.later AS SELECT 7 AS n');
    console.log('ready');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
  await once(child.stdout, 'data');
  return async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
}

describe('a file', () => {
  test('is the only one of the machine that queries read', async () => {
    const reader = await DuckDbReader.open(path);
    const sql = "SELECT * FROM read_text('/etc/hostname')";
    await expect(reader.query(sql)).rejects.toThrow('file system operations are disabled');
    await reader.close();
  });

  test('is not changed', async () => {
    const before = readFileSync(path);
    const reader = await DuckDbReader.open(path);
    expect((await reader.query(COUNT)).rows).toEqual([{ n: 1 }]);
    expect(reader.isSnapshot).toBe(false);
    await reader.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['ci.duckdb']);
  });

  test('that another process writes is read from a copy, which is removed', async () => {
    const release = await holdFile();
    try {
      await expect(DuckDbWarehouse.open(path)).rejects.toThrow('another process has it open');
      const reader = await DuckDbReader.open(path);
      expect(reader.isSnapshot).toBe(true);
      expect((await reader.query('SELECT n FROM later')).rows).toEqual([{ n: 7 }]);
      await reader.close();
    } finally {
      await release();
    }
  });

  test('that a killed process left with its log is read without changing it', async () => {
    const release = await holdFile();
    await release();
    const files = readdirSync(folder);
    const reader = await DuckDbReader.open(path);
    expect((await reader.query('SELECT n FROM later')).rows).toEqual([{ n: 7 }]);
    await reader.close();
    expect(readdirSync(folder)).toEqual(files);
  });

  test('of another version answers by its own views', async () => {
    const reader = await DuckDbReader.open(path);
    expect(await reader.hasViews(VIEWS)).toBe(true);
    expect(await reader.hasViews([...VIEWS, { ...VIEW, name: 'newer' }])).toBe(false);
    expect((await reader.query(COUNT)).rows).toEqual([{ n: 1 }]);
    await reader.close();
  });

  test('that does not exist is not created', async () => {
    const missing = join(folder, 'missing.duckdb');
    await expect(DuckDbReader.open(missing)).rejects.toThrow(WarehouseUnavailableError);
    expect(readdirSync(folder)).toEqual(['ci.duckdb']);
  });
});

describe('a statement', () => {
  let reader: DuckDbReader;

  beforeEach(async () => {
    reader = await DuckDbReader.open(path);
  });

  afterEach(() => reader.close());

  test.each([
    'DELETE FROM ci_raw.builds WHERE TRUE',
    'TRUNCATE TABLE ci_raw.builds',
    'CREATE TABLE x AS SELECT 1 AS a',
    'CREATE TEMP TABLE x AS SELECT 1 AS a',
    'DROP VIEW all_builds',
    'INSERT INTO ci_raw.builds SELECT * FROM ci_raw.builds',
    "COPY (SELECT 1) TO 'copy.csv'",
    "ATTACH 'other.duckdb'",
    'SET threads = 1',
    'SELECT 1; DROP VIEW all_builds',
    'WITH old AS (SELECT 1) DELETE FROM ci_raw.builds WHERE TRUE',
  ])('%s is refused', async (sql) => {
    await expect(reader.query(sql)).rejects.toThrow(QueryError);
  });

  test.each(['SELECT 1 AS one', 'WITH a AS (SELECT 1 AS one) SELECT * FROM a', 'EXPLAIN SELECT 1'])(
    '%s is run',
    async (sql) => {
      expect((await reader.query(sql)).rows.length).toBeGreaterThan(0);
    },
  );

  test('that fails is explained by the engine', async () => {
    await expect(reader.query('SELECT nothing FROM all_builds')).rejects.toThrow('"nothing"');
  });
});
