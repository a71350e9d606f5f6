import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BUILD_PATH, finished, junit, started } from '../../support/build.ts';
import { run, runPipeline } from './run.ts';

let folder: string;
let before: string;

const at = (path: string): string => join(folder, path);

async function put(path: string, body: string): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true });
  await writeFile(at(path), body);
}

async function putBuild(bucket: string): Promise<void> {
  await put(`${bucket}/${BUILD_PATH}started.json`, started());
  await put(`${bucket}/${BUILD_PATH}finished.json`, finished());
  await put(`${bucket}/${BUILD_PATH}artifacts/junit.xml`, junit('a'));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-sources-'));
  before = process.cwd();
  process.chdir(folder);
  await putBuild('real');
  await putBuild('other');
  await putBuild('sim');
  await put('sim/truth.json', '{}');
});

afterEach(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true });
});

describe('simulated and real builds', () => {
  test('do not come into one warehouse, in either order', async () => {
    expect((await runPipeline('ingest', 'sim', '--warehouse', 'a.duckdb')).code).toBe(0);
    const real = await runPipeline('ingest', 'real', '--warehouse', 'a.duckdb');
    expect(real.code).toBe(1);
    expect(real.stderr).toContain('cannot put simulated builds (sim) and real builds (real)');
    expect(real.stderr).toContain('--warehouse real.duckdb');
    expect((await runPipeline('ingest', 'real', '--warehouse', 'b.duckdb')).code).toBe(0);
    expect((await runPipeline('ingest', 'sim', '--warehouse', 'b.duckdb')).code).toBe(1);
    expect((await runPipeline('ingest', 'sim', 'other', '--warehouse', 'c.duckdb')).code).toBe(1);
  });

  test('of two directories with one name are refused', async () => {
    await putBuild('copies/real');
    const { code, stderr } = await runPipeline(
      'ingest',
      'real',
      'copies/real',
      '--warehouse',
      'a.duckdb',
    );
    expect(code).toBe(2);
    expect(stderr).toContain('real and copies/real both stand for the bucket real');
  });

  test('do with --mix, and queries say so', async () => {
    await runPipeline('ingest', 'sim', '--warehouse', 'a.duckdb');
    expect((await runPipeline('ingest', 'real', '--warehouse', 'a.duckdb', '--mix')).code).toBe(0);
    const { stderr } = await runPipeline('query', 'builds', '--warehouse', 'a.duckdb');
    expect(stderr).toContain('a.duckdb: simulated history (sim) beside real builds (real)');
  });

  test('are apart by default: another source has a file with its name', async () => {
    expect((await run('start', 'sim')).code).toBe(0);
    const { code, stdout, stderr } = await run('start', 'real');
    expect(code).toBe(0);
    expect(stdout).toContain('--warehouse real.duckdb');
    expect(stderr).toContain('the builds are in real.duckdb');
    const sql = 'SELECT DISTINCT bucket FROM builds';
    expect((await run('query', sql, '--format', 'csv')).stdout).toBe('bucket\nsim\n');
    const own = await run('query', sql, '--format', 'csv', '--warehouse', 'real.duckdb');
    expect(own.stdout).toBe('bucket\nreal\n');
  });

  test('wrong options leave a simulated directory as it is', async () => {
    await put('sim/truth.json', '{"version": 1}');
    expect((await run('simulate', 'sim', '--days', '0')).code).toBe(2);
    expect(await readFile(at('sim/truth.json'), 'utf8')).toBe('{"version": 1}');
  });

  test('a directory with other files is not written to', async () => {
    const { code, stderr } = await run('simulate', 'real', '--days', '1');
    expect(code).toBe(2);
    expect(stderr).toContain('it holds other files');
  });
});

describe('two real buckets', () => {
  test('share a warehouse only if it is named', async () => {
    expect((await runPipeline('ingest', 'real')).code).toBe(0);
    expect((await runPipeline('ingest', 'real')).code).toBe(0);
    const { code, stderr } = await runPipeline('ingest', 'other');
    expect(code).toBe(1);
    expect(stderr).toContain('the warehouse ci.duckdb has builds of real');
    expect((await runPipeline('ingest', 'other', '--warehouse', 'ci.duckdb')).code).toBe(0);
  });
});

describe('a source without artifacts', () => {
  test.each([
    ['empty', 'it is empty'],
    ['real/logs', 'this is a part of a bucket: pass'],
    [`real/${BUILD_PATH}`, 'this is a part of a bucket: pass'],
    ['.', 'the nearest layout is in a folder of it: pass real'],
    ['lone', 'move what it holds to a folder logs/<job>/<build>'],
    ['foreign', 'none of its 1 objects is one'],
  ])('%s', async (source, advice) => {
    await mkdir(at('empty'));
    await put('lone/started.json', started());
    await put('foreign/holiday.txt', 'sun');
    for (const extra of ['other', 'sim', ...(source === '.' ? ['lone', 'foreign'] : [])]) {
      await rm(at(extra), { recursive: true });
    }
    const { code, stderr } = await runPipeline('ingest', source);
    expect(code).toBe(1);
    expect(stderr).toContain('looked for logs/<job>/<build>/');
    expect(stderr).toContain(advice);
    expect((await run('query', 'builds')).code).toBe(2);
  });
});

describe('a warehouse that does not exist', () => {
  test.each([['query', 'builds'], ['refresh']])('%s', async (...command) => {
    await writeFile(at('there.duckdb'), '');
    const { code, stderr } = await run(...command, '--warehouse', 'missing.duckdb');
    expect(code).toBe(2);
    expect(stderr).toContain('there is no warehouse missing.duckdb');
    expect(stderr).toContain('in this directory there are: there.duckdb');
    expect((await run('query', 'builds', '--warehouse', 'missing.duckdb')).code).toBe(2);
  });
});
