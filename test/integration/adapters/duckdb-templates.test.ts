import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createInstance } from '../../../shared/adapters/duckdb/instance.ts';
import { Templates } from '../../../shared/adapters/duckdb/template.ts';

const STATEMENTS = [
  'CREATE SCHEMA made.ci_raw',
  'CREATE TABLE made.ci_raw.builds (job VARCHAR NOT NULL, files VARCHAR[], started_at TIMESTAMPTZ)',
  'CREATE SCHEMA made.ci',
  'CREATE MACRO made.ci.twice(x) AS x * 2',
  'CREATE VIEW made.ci.jobs AS SELECT job, made.ci.twice(COUNT(*)) AS n FROM made.ci_raw.builds GROUP BY job',
  "COMMENT ON VIEW made.ci.jobs IS 'of version 1'",
];

const DEFINITIONS = `
  SELECT schema_name, sql, comment FROM duckdb_tables() WHERE database_name = 'made'
  UNION ALL SELECT schema_name, sql, comment FROM duckdb_views() WHERE database_name = 'made' AND NOT internal
  UNION ALL SELECT schema_name, macro_definition, comment FROM duckdb_functions() WHERE database_name = 'made' ORDER BY ALL`;

let folder: string;
let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ci-signal-templates-'));
  instance = await createInstance(':memory:');
  connection = await instance.connect();
  await connection.run("ATTACH ':memory:' AS made");
});

afterEach(() => {
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

async function definitions(): Promise<readonly unknown[]> {
  return (await connection.runAndReadAll(DEFINITIONS)).getRows();
}

/** Makes a database by statements, keeps it as a template, and replaces it with an empty one. */
async function keepTemplate(statements: readonly string[] = STATEMENTS): Promise<void> {
  for (const statement of STATEMENTS) await connection.run(statement);
  await connection.run("INSERT INTO made.ci_raw.builds (job) VALUES ('j')");
  await new Templates(folder).keep(connection, 'made', statements);
  await connection.run('DETACH made');
  await connection.run("ATTACH ':memory:' AS made");
}

test('a copy has all definitions and no rows', async () => {
  await keepTemplate();
  expect(await definitions()).toEqual([]);
  expect(await new Templates(folder).copyTo(connection, 'made', STATEMENTS)).toBe(true);
  const copied = await definitions();
  await connection.run('DETACH made');
  await connection.run("ATTACH ':memory:' AS made");
  for (const statement of STATEMENTS) await connection.run(statement);
  expect(copied).toEqual(await definitions());
  expect(copied.length).toBe(3);
  expect((await connection.runAndReadAll('FROM made.ci.jobs')).getRows()).toEqual([]);
});

test('other statements have no template', async () => {
  await keepTemplate();
  const others = STATEMENTS.slice(0, -1);
  expect(await new Templates(folder).copyTo(connection, 'made', others)).toBe(false);
});

test('a damaged file is as good as none', async () => {
  await keepTemplate();
  const [file = ''] = readdirSync(folder);
  writeFileSync(join(folder, file), 'damaged');
  expect(await new Templates(folder).copyTo(connection, 'made', STATEMENTS)).toBe(false);
  expect(await definitions()).toEqual([]);
});

test('a folder that cannot be written is no error', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await new Templates(file).keep(connection, 'made', STATEMENTS);
  expect(await new Templates(file).copyTo(connection, 'made', STATEMENTS)).toBe(false);
});

test('templates that were not used for a long time are removed', async () => {
  await connection.run('CREATE SCHEMA made.ci');
  for (let number = 0; number <= 9; number += 1) {
    await new Templates(folder).keep(connection, 'made', [String(number)]);
  }
  expect(readdirSync(folder)).toHaveLength(8);
});
