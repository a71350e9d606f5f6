import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finished, junit, prowjob } from '../../support/build.ts';
import { objects, run } from './run.ts';

let folder: string;

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'junit.xml': junit('a:passed', 'b:failed', 'c:skipped'),
  'finished.json': finished(),
  'page.xml': '<html><body>502</body></html>',
  'unnamed-report': gzipSync(junit('a')),
  'unnamed-prowjob.json': prowjob(),
  'unknown.json': '{"some":"thing"}',
  'cut-off.xml': junit('a', 'b:failed').slice(0, -60),
};

const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-parse-'));
  for (const [name, body] of Object.entries(FILES)) await writeFile(path(name), body);
});

afterAll(() => rm(folder, { recursive: true }));

describe('parse', () => {
  test('prints a record for each attempt and one for the report', async () => {
    const { code, stdout } = await run('parse', path('junit.xml'));
    expect(code).toBe(0);
    const records = objects(stdout);
    expect(records.map(({ kind, file }) => ({ kind, file }))).toEqual([
      { kind: 'attempt', file: path('junit.xml') },
      { kind: 'attempt', file: path('junit.xml') },
      { kind: 'attempt', file: path('junit.xml') },
      { kind: 'report', file: path('junit.xml') },
    ]);
    expect(records[1]).toMatchObject({
      test_name: 'b',
      outcome: 'failed',
      failure_message: 'it broke',
    });
    expect(records[3]).toMatchObject({
      test_cases: 3,
      passed: 1,
      failed: 1,
      errored: 0,
      skipped: 1,
      attempts: 3,
      duration_seconds: 4.5,
      outcome: 'parsed',
      warnings: [],
    });
  });

  test('reads several files, and continues after one that cannot be read', async () => {
    const { code, stdout, stderr } = await run(
      'parse',
      path('page.xml'),
      path('missing.xml'),
      path('finished.json'),
    );
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(objects(stdout)).toEqual([
      {
        kind: 'rejected',
        file: path('page.xml'),
        reason: 'the root element is <html>, not a JUnit report',
      },
      {
        kind: 'rejected',
        file: path('missing.xml'),
        reason: expect.stringContaining('no such file'),
      },
      expect.objectContaining({ kind: 'finished', is_passed: true, result: 'SUCCESS' }),
    ]);
  });

  test.each([
    { file: 'unnamed-report', kind: 'report', code: 0 },
    { file: 'unnamed-prowjob.json', kind: 'prowjob', code: 0 },
    { file: 'unknown.json', kind: 'rejected', code: 1 },
  ])('recognizes by its content that $file is $kind', async ({ file, kind, code }) => {
    const ran = await run('parse', path(file));
    expect(ran.code).toBe(code);
    expect(objects(ran.stdout).at(-1)).toMatchObject({ kind, file: path(file) });
  });

  test('--kind forces a kind', async () => {
    const { code, stdout } = await run('parse', '--kind', 'finished', path('unnamed-prowjob.json'));
    expect(code).toBe(0);
    expect(objects(stdout)).toEqual([expect.objectContaining({ kind: 'finished', result: null })]);
  });

  test('a damaged report is salvaged, which is not a failure', async () => {
    const { code, stdout } = await run('parse', path('cut-off.xml'));
    expect(code).toBe(0);
    expect(objects(stdout).at(-1)).toMatchObject({
      kind: 'report',
      outcome: 'salvaged',
      test_cases: 1,
    });
  });

  test.each([
    { args: ['parse'], says: "missing required argument 'file'" },
    { args: ['parse', '--kind', 'tap', 'x'], says: 'Allowed choices' },
    { args: ['nonsense'], says: "unknown command 'nonsense'" },
    { args: ['ingest', 's3://bucket'], says: 'gs://<bucket>/<prefix>' },
    { args: ['ingest', 'nowhere'], says: 'is not a directory' },
  ])('$args is wrong usage', async ({ args, says }) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
