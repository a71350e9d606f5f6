import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FollowingDuckDbReader } from '../../../shared/adapters/duckdb/following-reader.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';

let folder: string;
let path: string;
let now: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'following-'));
  path = join(folder, 'w.duckdb');
  now = 0;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs statements on the warehouse as another process would: it is open for as long as they take. */
async function write(...statements: readonly string[]): Promise<void> {
  const isNew = !existsSync(path);
  const warehouse = await DuckDbWarehouse.open(path);
  if (isNew) await warehouse.deploy([]);
  for (const statement of statements) await warehouse.query(statement);
  await warehouse.close();
}

test('a warehouse can be written while it is read, and its changes are seen', async () => {
  await write('CREATE TABLE ci.t (n INT64)', 'INSERT INTO ci.t VALUES (1)');
  const reader = await FollowingDuckDbReader.open(path, () => now);
  const count = async () => (await reader.query('SELECT COUNT(*) AS n FROM ci.t')).rows;
  const first = await reader.version();
  expect(await count()).toEqual([{ n: 1 }]);

  await write('INSERT INTO ci.t VALUES (2)');
  // The copy is kept for some seconds.
  expect(await reader.version()).toBe(first);
  expect(await count()).toEqual([{ n: 1 }]);

  now = 60_000;
  const [second, same] = await Promise.all([reader.version(), reader.version()]);
  expect(second).not.toBe(first);
  expect(same).toBe(second);
  expect(await count()).toEqual([{ n: 2 }]);

  now = 120_000;
  expect(await reader.version()).toBe(second);
  await reader.close();
});

test('a query that runs while the warehouse is copied again is answered', async () => {
  await write('CREATE TABLE ci.t (n INT64)', 'INSERT INTO ci.t VALUES (1)');
  const reader = await FollowingDuckDbReader.open(path, () => now);
  await write('INSERT INTO ci.t VALUES (2)');
  now = 60_000;
  const [{ rows }] = await Promise.all([
    reader.query('SELECT COUNT(*) AS n FROM ci.t'),
    reader.version(),
  ]);
  expect(rows).toEqual([{ n: 1 }]);
  await reader.close();
});

test('copies are removed', async () => {
  await write('CREATE TABLE ci.t (n INT64)');
  const copies = (): readonly string[] =>
    readdirSync(tmpdir()).filter((name) => /^ci-signal-\w{6}$/.test(name));
  const before = copies();
  const reader = await FollowingDuckDbReader.open(path, () => now);
  expect(copies().filter((name) => !before.includes(name))).not.toEqual([]);
  await reader.close();
  const left = copies().filter((name) => !before.includes(name));
  expect(left).toEqual([]);
});
