import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objects, run } from './run.ts';

let folder: string;

const UNIT = `mode: atomic
k8s.io/kops/pkg/a.go:1.1,3.2 3 2
k8s.io/kops/pkg/a.go:5.1,6.2 2 0
k8s.io/kops/pkg/b.go:1.1,9.2 5 0
`;

const FILES: Readonly<Record<string, string>> = {
  'unit.out': UNIT,
  'e2e.out': `mode: atomic
k8s.io/kops/pkg/a.go:1.1,3.2 3 0
k8s.io/kops/pkg/a.go:5.1,6.2 2 7
`,
  'cut.out': UNIT.slice(0, -3),
  'before.info': 'SF:/repo/src/a.js\nDA:1,1\nDA:2,4\nDA:3,1\nDA:7,0\nend_of_record\n',
  'after.info':
    'SF:/repo/src/a.js\nDA:1,9\nDA:2,0\nDA:3,0\nDA:7,1\nend_of_record\n' +
    'SF:/repo/src/b.js\nDA:1,1\nDA:2,0\nend_of_record\n',
  'moved.info': 'SF:/repo/src/a.js\nDA:1,1\nDA:3,4\nDA:4,1\nDA:8,0\nend_of_record\n',
  'change.diff': `diff --git a/src/b.js b/src/b.js
--- /dev/null
+++ b/src/b.js
@@ -0,0 +1,3 @@
+one
+two
+three
`,
  'page.html': '<html></html>',
};

const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-coverage-'));
  for (const [name, body] of Object.entries(FILES)) await writeFile(path(name), body);
});

afterAll(() => rm(folder, { recursive: true }));

describe('coverage', () => {
  test('prints the files of a report and the sum', async () => {
    const { code, stdout } = await run('coverage', path('unit.out'), '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({
        file: 'pkg/a.go',
        statements_covered: 3,
        statements_total: 5,
        statements_percent: 60,
        missed_lines: '5-6',
      }),
      expect.objectContaining({ file: 'pkg/b.go', statements_covered: 0, statements_total: 5 }),
      expect.objectContaining({ file: 'TOTAL', statements_covered: 3, statements_percent: 30 }),
    ]);
  });

  test('merges several reports', async () => {
    const files = [path('unit.out'), path('e2e.out')];
    const { stdout } = await run('coverage', ...files, '--format', 'ndjson');
    const [merged] = objects(stdout);
    expect(merged).toMatchObject({ file: 'pkg/a.go', statements_covered: 5, missed_lines: '' });
  });

  test('prints a table with counts and percentages', async () => {
    const { stdout } = await run('coverage', path('unit.out'));
    expect(stdout).toMatch(/pkg\/a\.go +3\/5 +60\.00/);
    expect(stdout).toMatch(/TOTAL +3\/10 +30\.00/);
  });

  test.each([
    { limit: '30', code: 0 },
    { limit: '30.01', code: 1 },
  ])('with --fail-under $limit the exit code is $code', async ({ limit, code }) => {
    const result = await run('coverage', path('unit.out'), '--fail-under', limit);
    expect(result.code).toBe(code);
    if (code === 1) expect(result.stderr).toContain('coverage is 30 %, below 30.01 %');
  });

  test('reads a damaged report up to the damage, and says so', async () => {
    const { code, stderr, stdout } = await run('coverage', path('cut.out'));
    expect(code).toBe(1);
    expect(stderr).toContain('read up to the damage only');
    expect(stdout).toContain('pkg/a.go');
    expect(stdout).not.toContain('pkg/b.go');
  });

  test.each([
    { file: 'page.html', reason: 'the root element is <html>, not a coverage report' },
    { file: 'missing.out', reason: 'ENOENT' },
  ])('$file is wrong usage', async ({ file, reason }) => {
    const { code, stderr } = await run('coverage', path(file));
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });
});

describe('coverage --diff', () => {
  async function diff(after: string) {
    const { stdout } = await run(
      ...['coverage', path(after), '--diff', path('before.info'), '--format', 'ndjson'],
    );
    return objects(stdout);
  }

  test('prints what changed, with the lines that were lost', async () => {
    expect(await diff('after.info')).toEqual([
      {
        file: 'src/a.js',
        change: 'changed',
        before_percent: 75,
        after_percent: 50,
        points: -25,
        lost_lines: '2-3',
      },
      expect.objectContaining({ file: 'src/b.js', change: 'added', points: null }),
      expect.objectContaining({ file: 'TOTAL', before_percent: 75, after_percent: 50 }),
    ]);
  });

  test('does not compare lines of code that has moved', async () => {
    const [file] = await diff('moved.info');
    expect(file).toMatchObject({ file: 'src/a.js', lost_lines: '(code has moved)' });
  });

  test('prints only the sum if nothing changed', async () => {
    expect(await diff('before.info')).toEqual([expect.objectContaining({ file: 'TOTAL' })]);
  });
});

test('coverage --patch prints the coverage of the lines that a change adds', async () => {
  const { stdout } = await run(
    ...['coverage', path('after.info'), '--patch', path('change.diff'), '--format', 'ndjson'],
  );
  expect(objects(stdout)).toEqual([
    { file: 'src/b.js', added_lines: 2, covered: 1, percent: 50, missed_lines: '2' },
    { file: 'TOTAL', added_lines: 2, covered: 1, percent: 50, missed_lines: '' },
  ]);
});
