import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finished, junit } from '../../support/build.ts';
import { objects, run } from './run.ts';

let folder: string;
let warehouse: string;

/** Writes a build that ran from some hours before now, for half an hour. */
async function putBuild(
  path: string,
  { hours, passed, report }: { hours: number; passed: boolean; report: string },
): Promise<void> {
  const time = Math.floor(Date.now() / 1000) - 3600 * hours;
  const [, number, job = ''] = /^pr-logs\/pull\/o_r\/(\d+)\/([^/]+)\//.exec(path) ?? [];
  const pulls = [{ number: Number(number), sha: `head-of-${number ?? ''}` }];
  const refs = { org: 'o', repo: 'r', base_ref: 'main', base_sha: `base-${hours}`, pulls };
  const files = {
    'started.json': JSON.stringify({ timestamp: time }),
    'finished.json': finished(passed, time + 1800),
    'artifacts/junit.xml': report,
    ...(number === undefined
      ? {}
      : {
          'prowjob.json': JSON.stringify({
            kind: 'ProwJob',
            spec: { type: 'presubmit', job, refs },
            status: { state: passed ? 'success' : 'failure' },
          }),
        }),
  };
  for (const [name, body] of Object.entries(files)) {
    const file = join(folder, 'bucket', path, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, body);
  }
}

const failure = (written: string, ...options: readonly string[]) =>
  run('failure', written, '--warehouse', warehouse, ...options);

async function verdicts(written: string): Promise<unknown[]> {
  const { stdout } = await failure(written, '--format', 'ndjson');
  return objects(stdout).map((row) => [row['test'], row['verdict'], row['because'], row['build']]);
}

const PULL = 'pr-logs/pull/o_r/7/pull-test/';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-failure-'));
  warehouse = join(folder, 'w.duckdb');
  const failed = (...names: readonly string[]) => junit(...names.map((name) => `${name}:failed`));
  await putBuild('logs/periodic/11/', { hours: 30, passed: false, report: failed('a') });
  await putBuild(`${PULL}21/`, { hours: 9, passed: false, report: failed('old', 'b') });
  await putBuild(`${PULL}22/`, { hours: 8, passed: false, report: failed('a', 'b', 'c') });
  await putBuild('pr-logs/pull/o_r/8/pull-test/23/', {
    hours: 7,
    passed: false,
    report: failed('b'),
  });
  await putBuild('pr-logs/pull/o_r/8/pull-other/24/', {
    hours: 6,
    passed: true,
    report: junit('a'),
  });
  await putBuild('pr-logs/pull/o_r/9/pull-test/25/', {
    hours: 5,
    passed: false,
    report: junit('a'),
  });
  await run('ingest', join(folder, 'bucket'), '--warehouse', warehouse);
});

afterAll(() => rm(folder, { recursive: true }));

const NEWEST = [
  ['c', 'new', 'failed so nowhere else', '22'],
  ['a', 'failing_on_base', 'failed so in 1 build on the base branch', '22'],
  ['b', 'failing_in_other_pull_requests', 'failed so in 1 build of other pull requests', '22'],
];

describe('failure prints the verdicts', () => {
  test.each(['o/r#7', 'https://github.com/o/r/pull/7'])(
    'on the newest build of each job of %s',
    async (written) => {
      expect(await verdicts(written)).toEqual(NEWEST);
    },
  );

  test.each(['22', 'https://prow.example/view/gs/bucket/pr-logs/pull/o_r/7/pull-test/22'])(
    'on the build %s',
    async (written) => {
      expect(await verdicts(written)).toEqual(NEWEST);
    },
  );

  test('on an older build', async () => {
    expect(await verdicts('21')).toEqual([
      ['old', 'new', 'failed so nowhere else', '21'],
      ['b', 'failing_in_other_pull_requests', 'failed so in 1 build of other pull requests', '21'],
    ]);
  });

  test('as a table, with the proof and a summary', async () => {
    const { code, stdout, stderr } = await failure('o/r#7');
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.trimEnd().split(/ {2,}/)[0]?.trim())).toEqual([
      expect.stringContaining('verdict'),
      expect.stringContaining('new'),
      expect.stringContaining('failing_on_base'),
      expect.stringContaining('failing_in_other_pull_requests'),
      '',
    ]);
    expect(stdout).toContain('it broke');
    expect(stderr).toBe(
      'o/r#7: failed test cases: 1 new, 1 failing_on_base, 1 failing_in_other_pull_requests\n',
    );
  });
});

test.each([
  ['24', 'build 24 of pull-other passed\n'],
  ['25', 'build 25 of pull-test failed in phase test without a failed test case\n'],
  ['11', /^build 11 of periodic tests no pull request: /],
])('failure %s says why there is no verdict', async (written, message) => {
  const { code, stdout, stderr } = await failure(written);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test.each(['99', 'https://prow.example/view/gs/bucket/logs/other-job/22', 'o/r#10'])(
  'failure %s, which the warehouse does not know, ends with exit code 2 and what to do',
  async (written) => {
    const { code, stderr } = await failure(written);
    expect(code).toBe(2);
    expect(stderr).toContain(`has no build of ${written}`);
    expect(stderr).toContain('`ci-signal ingest` reads builds');
  },
);
