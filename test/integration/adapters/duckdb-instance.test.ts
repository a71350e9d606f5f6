import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createInstance } from '../../../shared/adapters/duckdb/instance.ts';

test('rows that do not fit into memory are written beside the warehouse, and removed at the end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ci-signal-'));
  const instance = await createInstance(join(folder, 'ci.duckdb'), { memoryLimit: '60MB' });
  const connection = await instance.connect();
  await connection.run(
    'CREATE TEMP TABLE large AS SELECT range AS n, hash(range)::VARCHAR AS text FROM range(4_000_000)',
  );
  expect(await readdir(folder)).toEqual([`ci.duckdb.${process.pid}.tmp`]);
  connection.closeSync();
  instance.closeSync();
  expect(await readdir(folder)).toEqual([]);
  expect(existsSync('.tmp')).toBe(false);
  await rm(folder, { recursive: true });
});

test.each([
  ['1GiB', '1.0 GiB'],
  ['512 MB', '488.2 MiB'],
])('memory is limited to %s', async (memoryLimit, expected) => {
  const instance = await createInstance(':memory:', { memoryLimit });
  const connection = await instance.connect();
  const result = await connection.runAndReadAll("SELECT current_setting('memory_limit')");
  expect(result.getRows()).toEqual([[expected]]);
  connection.closeSync();
  instance.closeSync();
});

test.each([
  ['/data/ci.duckdb', {}, `/data/ci.duckdb.${process.pid}.tmp`],
  ['/data/ci.duckdb', { spillFolder: '/big' }, `/big/ci.duckdb.${process.pid}.tmp`],
  [':memory:', { spillFolder: '/big' }, `/big/ci-signal.${process.pid}.tmp`],
  [':memory:', {}, join(tmpdir(), `ci-signal.${process.pid}.tmp`)],
])('what does not fit of %s with %j is in %s', async (path, settings, folder) => {
  const instance = await createInstance(path, settings);
  const connection = await instance.connect();
  const result = await connection.runAndReadAll("SELECT current_setting('temp_directory')");
  expect(result.getRows()).toEqual([[folder]]);
  connection.closeSync();
  instance.closeSync();
});
