import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { BUILD_PATH, finished, junit, started } from '../../support/build.ts';
import { run } from './run.ts';

/** A bucket and the warehouse that has read it, of which each test gets a copy. */
let whole: string;
let folder: string;
let path: string;

async function put(name: string, body: string): Promise<void> {
  const file = join(folder, 'bucket', name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, body);
}

const ingest = (...options: readonly string[]) =>
  run('ingest', join(folder, 'bucket'), '--warehouse', path, ...options);

const query = (sql: string) => run('query', sql, '--format', 'csv', '--warehouse', path);

/** Runs statements that no command of ci-signal runs. */
async function alter(...statements: readonly string[]): Promise<void> {
  const warehouse = await DuckDbWarehouse.open(path);
  await warehouse.deploy(readViews());
  for (const statement of statements) await warehouse.query(statement);
  await warehouse.close();
}

/** Makes a folder the one that commands run on. */
function enter(entered: string): void {
  folder = entered;
  path = join(folder, 'w.duckdb');
}

beforeAll(async () => {
  whole = await mkdtemp(join(tmpdir(), 'ci-signal-query-'));
  enter(whole);
  const now = Math.floor(Date.now() / 1000);
  await put(`${BUILD_PATH}started.json`, started(now - 3600));
  await put(`${BUILD_PATH}finished.json`, finished(true, now - 60));
  await put(`${BUILD_PATH}artifacts/junit.xml`, junit('a', 'b'));
  await ingest();
});

afterAll(() => rm(whole, { recursive: true }));

beforeEach(async () => {
  enter(await mkdtemp(join(tmpdir(), 'ci-signal-query-')));
  await cp(whole, folder, { recursive: true, preserveTimestamps: true });
});

afterEach(() => rm(folder, { recursive: true }));

describe('query says in one line', () => {
  test('nothing when the data is complete and new', async () => {
    expect(await query('SELECT outcome FROM builds')).toEqual({
      code: 0,
      stdout: 'outcome\npassed\n',
      stderr: '',
    });
  });

  test('that rows are missing', async () => {
    await alter("DELETE FROM ci_raw.test_attempts WHERE test_name = 'a'");
    await run('refresh', '--warehouse', path);
    const { stderr } = await query('SELECT outcome FROM builds');
    expect(stderr).toMatch(/^[^\n]*w\.duckdb: incomplete: 1 rows of 1 dates are missing [^\n]*\n$/);
    await ingest('--again');
    expect((await query('SELECT outcome FROM builds')).stderr).toBe('');
  });

  test('that nothing arrived for hours beyond the usual pauses', async () => {
    const hour = 3600;
    const now = Math.floor(Date.now() / 1000);
    for (let age = 20 * 24; age > 30; age -= 6) {
      await put(`logs/six-hourly/${1000 - age}/started.json`, started(now - age * hour));
    }
    await put(`${BUILD_PATH}started.json`, started(now - 30 * hour));
    await put(`${BUILD_PATH}finished.json`, finished(true, now - 30 * hour));
    await ingest();
    const { stderr } = await query('SELECT outcome FROM builds WHERE build_id = "1"');
    expect(stderr).toMatch(
      /^[^\n]*: old: the newest build of bucket is of [^\n]* UTC, 30 hours ago, usually at most 6 h[^\n]*\n$/,
    );
  });

  test('that roll-ups lack rows, and changes nothing', async () => {
    await alter('DELETE FROM ci.refreshed_dates WHERE TRUE');
    const before = await readFile(path);
    const { stderr } = await query('SELECT outcome FROM builds');
    expect(stderr).toContain('1 dates have rows that views of a window lack');
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  test('that the file is of a newer version, which is read as it is and not changed', async () => {
    await alter('ALTER TABLE ci_raw.builds ADD COLUMN mood VARCHAR');
    const before = await readFile(path);
    const { code, stdout } = await query('SELECT outcome FROM builds');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'outcome\npassed\n' });
    const refreshed = await run('refresh', '--warehouse', path);
    expect(refreshed.code).toBe(1);
    expect(refreshed.stderr).toContain('a newer version of ci-signal has written it');
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  test('that the file is of another version, whose views answer', async () => {
    await alter('DROP VIEW ci.kettle_builds');
    const { code, stdout, stderr } = await query('SELECT outcome FROM builds');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'outcome\npassed\n' });
    expect(stderr).toContain('has the views of another version of ci-signal');
    await run('refresh', '--warehouse', path);
    expect((await query('SELECT outcome FROM builds')).stderr).toBe('');
  });
});

test.each(['DELETE FROM ci_raw.builds WHERE TRUE', 'DROP VIEW builds', 'SELECT 1; SELECT 2'])(
  'query does not run %s',
  async (sql) => {
    const { code, stderr } = await query(sql);
    expect(code).toBe(2);
    expect(stderr).toMatch(/only a single SELECT can be run|more than one statement/);
    expect((await query('SELECT outcome FROM builds')).stdout).toBe('outcome\npassed\n');
  },
);
