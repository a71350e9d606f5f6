import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { TABLE_NAMES } from '../../../shared/schema/tables.ts';
import { finished, junit, started } from '../../support/build.ts';
import { attemptRow } from '../../contracts/warehouse-rows.ts';
import { objects, run, type Ran } from './run.ts';

/** A text that stands in every file of the build that is purged. */
const MARKER = 'QUITE-UNUSUAL-MARKER';
const KEPT = 'logs/kept/1991387062838034432/';
const PURGED = 'logs/purged/1991387062838034433/';
const POINTER = 'kops/releases/markers/master/latest-ci.txt';

let folder: string;
let before: string;

async function put(name: string, body: string): Promise<void> {
  const path = join(folder, 'bucket', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}

async function withWarehouse<T>(use: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await DuckDbWarehouse.open('w.duckdb');
  try {
    await warehouse.deploy(readViews());
    return await use(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** Returns the relations in whose rows the marker stands. */
async function withMarker(relations: readonly string[]): Promise<readonly string[]> {
  return await withWarehouse(async (warehouse) => {
    const found: string[] = [];
    for (const relation of relations) {
      const { rows } = await warehouse.query(`SELECT * FROM ${relation}`);
      if (JSON.stringify(rows).includes(MARKER)) found.push(relation);
    }
    return found;
  });
}

const ALL_VIEWS = readViews().map(({ name }) => `ci.${name}`);
const RAW_TABLES = TABLE_NAMES.map((table) => `ci_raw.${table}`);

const command = (...args: readonly string[]): Promise<Ran> =>
  run(...args, '--warehouse', 'w.duckdb');
const purge = (...args: readonly string[]): Promise<Ran> =>
  command('purge', ...args, '--reason', 'it was a mistake', '--yes');

async function builds(): Promise<readonly unknown[]> {
  const { stdout } = await command(
    'query',
    'SELECT job FROM builds ORDER BY job',
    '--format',
    'ndjson',
  );
  return objects(stdout).map(({ job }) => job);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-purge-'));
  before = process.cwd();
  process.chdir(folder);
  for (const build of [KEPT, PURGED]) {
    const text = build === PURGED ? MARKER : 'plain';
    await put(`${build}started.json`, started());
    await put(
      `${build}finished.json`,
      JSON.stringify({ ...JSON.parse(finished(false)), metadata: { text } }),
    );
    await put(
      `${build}artifacts/junit_01.xml`,
      junit('a', 'b:failed').replaceAll('it broke', text),
    );
    await put(`${build}build-log.txt`, `VpcLimitExceeded ${text}\n`);
    await put(`${build}artifacts/filtered.cov`, `mode: set\ne.org/a/${text}.go:1.1,3.2 2 1\n`);
  }
  await put(
    POINTER,
    `https://storage.googleapis.com/k8s-staging-kops/kops/releases/1.36.0-alpha.1+${MARKER}\n`,
  );
  expect((await command('ingest', 'bucket')).code).toBe(0);
}, 120_000);

afterAll(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true });
});

describe('a build and a marker', () => {
  test('are found in views, roll-ups and raw tables before', async () => {
    const places = [
      ...['ci.builds', 'ci.test_attempts', 'ci.symptom_daily', 'ci.version_markers'],
      ...['ci.build_coverage', 'ci_raw.builds', 'ci_raw.test_attempts', 'ci_raw.log_findings'],
    ];
    expect(await withMarker(places)).toEqual(places);
  });

  test('are counted by --dry-run, which changes nothing', async () => {
    const { code, stdout, stderr } = await command(
      ...['purge', '--build', `gs://bucket/${PURGED}`, '--dry-run', '--format', 'ndjson'],
    );
    expect(code).toBe(0);
    expect(objects(stdout)).toEqual([
      { table: 'ingested_objects', objects: 5, rows: 5 },
      { table: 'builds', objects: 1, rows: 1 },
      { table: 'test_attempts', objects: 1, rows: 2 },
      { table: 'log_findings', objects: 1, rows: 1 },
      { table: 'coverage_files', objects: 1, rows: 1 },
    ]);
    expect(stderr).toContain('would withdraw 10 rows of 1 dates');
    expect(await builds()).toEqual(['kept', 'purged']);
  });

  test('are in no view and no roll-up after they were withdrawn, and others are', async () => {
    expect(
      (await purge('--build', 'https://prow.k8s.io/view/gs/bucket/logs/purged/1991387062838034433'))
        .code,
    ).toBe(0);
    expect((await purge('--object', `gs://bucket/${POINTER}`)).code).toBe(0);
    expect(await withMarker(ALL_VIEWS)).toEqual([]);
    expect(await builds()).toEqual(['kept']);
  });

  test('leave why and by whom in the ledger, and what is missing is not counted', async () => {
    const { stdout } = await command(
      'query',
      `SELECT DISTINCT reason FROM ci_raw.ingested_objects WHERE build_date >= '1970-01-01' AND outcome = 'withdrawn'`,
      ...['--format', 'ndjson'],
    );
    expect(objects(stdout)).toEqual([
      { reason: expect.stringMatching(/^it was a mistake \(withdrawn by .+\)$/) },
    ]);
    const incomplete = await command('query', 'incomplete_objects', '--format', 'ndjson');
    expect(incomplete.stdout).toBe('');
  });

  test('are not read again, not even with --again', async () => {
    for (const again of [[], ['--again']]) {
      const { code, stderr } = await command('ingest', 'bucket', ...again);
      expect(code).toBe(0);
      expect(stderr).toContain(`${again.length === 0 ? 11 : 6} unchanged`);
    }
    const estimate = await command('ingest', 'bucket', '--estimate', '--again');
    expect(estimate.stdout).toMatch(/\n +11 +4 /);
    const dryRun = ['--dry-run', '--format', 'ndjson'];
    const { stdout } = await command('reconcile', 'bucket', ...dryRun);
    const sum = (column: string) =>
      objects(stdout).reduce((total, row) => total + Number(row[column]), 0);
    expect(['withdrawn', 'missing', 'complete'].map(sum)).toEqual([6, 0, 5]);
  });

  test('can be restored, and withdrawn again', async () => {
    expect(
      (await command('purge', '--build', `bucket/purged/1991387062838034433`, '--restore', '--yes'))
        .code,
    ).toBe(0);
    expect(await builds()).toEqual(['kept', 'purged']);
    expect(await withMarker(['ci.symptom_daily'])).toEqual(['ci.symptom_daily']);
    await purge('--build', `gs://bucket/${PURGED}`);
    expect(await builds()).toEqual(['kept']);
  });

  test('are in no raw table and not in the file after they were erased', async () => {
    expect((await purge('--build', `gs://bucket/${PURGED}`, '--erase')).code).toBe(0);
    expect((await purge('--object', 'gs://bucket/kops/', '--erase')).code).toBe(0);
    expect(await withMarker([...RAW_TABLES, 'ci.symptom_daily', 'ci.builds'])).toEqual([]);
    expect((await readFile('w.duckdb')).includes(MARKER)).toBe(false);
    expect(await builds()).toEqual(['kept']);
    const { stdout } = await command('query', 'stale_dates', '--format', 'ndjson');
    expect(stdout).toBe('');
  });

  test('count again when they are written again', async () => {
    await put(`${PURGED}artifacts/junit_01.xml`, junit('a', 'new:failed'));
    await put(`${PURGED}finished.json`, finished());
    expect((await command('ingest', 'bucket')).code).toBe(0);
    expect(await builds()).toEqual(['kept', 'purged']);
    const { stdout } = await command(
      'query',
      "SELECT test_name FROM test_attempts WHERE job = 'purged' ORDER BY 1",
      ...['--format', 'ndjson'],
    );
    expect(objects(stdout)).toEqual([{ test_name: 'a' }, { test_name: 'new' }]);
  });
});

test('a forged reading hides the true one until exactly it is withdrawn', async () => {
  const generation = '900000000000000000';
  const forged = { bucket: 'bucket', object_name: `${KEPT}artifacts/junit_01.xml`, generation };
  await withWarehouse(async (warehouse) => {
    const { rows } = await warehouse.query(
      `SELECT parser_version, CAST(build_date AS STRING) AS build_date FROM ingested_objects
       WHERE object_name = '${forged.object_name}'`,
    );
    const { parser_version, build_date } = rows[0] as {
      parser_version: number;
      build_date: string;
    };
    const { rows: whole } = await warehouse.query(
      `SELECT * FROM ci_raw.ingested_objects WHERE object_name = '${forged.object_name}'`,
    );
    await warehouse.append('test_attempts', [
      attemptRow(0, {
        ...forged,
        parser_version,
        build_date,
        test_name: 'forged',
        build_path: KEPT,
        job: 'kept',
      }),
    ]);
    await warehouse.append('ingested_objects', [{ ...whole[0], ...forged } as never]);
  });
  const sql = "SELECT test_name FROM test_attempts WHERE job = 'kept' ORDER BY 1";
  const tests = async () =>
    objects((await command('query', sql, '--format', 'ndjson')).stdout).map(
      ({ test_name }) => test_name,
    );
  expect(await tests()).toEqual(['forged']);
  const { code } = await purge(
    '--object',
    `gs://bucket/${forged.object_name}`,
    '--generation',
    generation,
  );
  expect(code).toBe(0);
  expect(await tests()).toEqual(['a', 'b']);
  expect((await command('ingest', 'bucket')).stderr).toContain('0 parsed');
});

test('a bucket that was read by mistake is gone, also for those who read another one', async () => {
  expect((await purge('--bucket', 'bucket')).code).toBe(0);
  expect(await builds()).toEqual([]);
  const { stderr } = await purge('--bucket', 'bucket');
  expect(stderr).toContain('all such rows are withdrawn already');
  await mkdir(join(folder, 'sim', KEPT), { recursive: true });
  await writeFile(join(folder, 'sim', KEPT, 'started.json'), started());
  await writeFile(join(folder, 'sim/truth.json'), '{}');
  expect((await command('ingest', 'sim')).code).toBe(0);
});

test('nothing is changed without a terminal to ask on, unless --yes is given', async () => {
  const { code, stderr } = await command('purge', '--bucket', 'sim', '--reason', 'r');
  expect(stderr).toContain('pass --yes');
  expect(code).toBe(2);
  expect(await builds()).toEqual(['kept']);
});
