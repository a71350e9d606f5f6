import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createInstance } from '../../../shared/adapters/duckdb/instance.ts';

test('rows that do not fit into memory are written beside the warehouse, and removed at the end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ci-signal-'));
  const instance = await createInstance(join(folder, 'ci.duckdb'));
  const connection = await instance.connect();
  await connection.run("SET memory_limit = '60MB'");
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
