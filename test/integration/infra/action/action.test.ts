import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { copyCheckout, linkPackages } from '../../../support/checkout.ts';
import { junit } from '../../../support/build.ts';

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string() })),
  runs: z.object({
    steps: z.array(
      z.object({ env: z.record(z.string(), z.string()).default({}), run: z.string() }),
    ),
  }),
});

let folder: string;
let action: string;
let workspace: string;
let runs = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'action-'));
  action = join(folder, '_actions');
  workspace = join(folder, 'workspace');
  mkdirSync(join(workspace, 'reports'), { recursive: true });
  mkdirSync(action);
  await copyCheckout(action);
  // In place of `npm ci`, which the step leaves out then.
  await linkPackages(action);
  writeFileSync(join(folder, 'event.json'), '{}');
  const put = (name: string, content: string | Buffer): void => {
    writeFileSync(join(workspace, 'reports', name), content);
  };
  put('TEST-a.xml', junit('a:passed', 'b:failed'));
  put('junit-packed.xml.gz', gzipSync(junit('c:passed')));
  put('pom.xml', '<project/>');
  put('cover.out', 'mode: set\nexample.com/m/a.go:1.1,2.2 3 1\n');
  put('report.xml', '<coverage line-rate="1"><packages/></coverage>');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the steps of the action as the runner does, and returns what they print, and the job's summary. */
function use(given: Readonly<Record<string, string>>) {
  const {
    inputs,
    runs: { steps },
  } = actionSchema.parse(parse(readFileSync(join(action, 'action.yml'), 'utf8')));
  const valueOf = (expression: string): string => {
    const [, name = '', other] =
      /^\$\{\{ inputs\.(\w+)(?: \|\| ([\w.]+))? \}\}$/.exec(expression) ?? [];
    const value = given[name] ?? inputs[name]?.default ?? '';
    return value === '' && other === 'job.status' ? 'success' : value;
  };
  const summary = join(folder, `summary-${++runs}`);
  writeFileSync(summary, '');
  let output = '';
  let status: number | null = 0;
  for (const { env, run } of steps) {
    const variables = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, valueOf(value)]),
    );
    const script = join(folder, 'script.sh');
    writeFileSync(script, run);
    const ran = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: workspace,
      encoding: 'utf8',
      env: { ...githubVariables(summary), ...variables },
    });
    output += ran.stdout + ran.stderr;
    ({ status } = ran);
    if (status !== 0) break;
  }
  return { status, output, summary: readFileSync(summary, 'utf8') };
}

function githubVariables(summary: string): Readonly<Record<string, string | undefined>> {
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    // Translations of views that this machine has made already are not made again.
    XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
    RUNNER_TEMP: folder,
    GITHUB_ACTION_PATH: action,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'my-org/my-repo',
    GITHUB_WORKFLOW: 'CI',
    GITHUB_JOB: 'unit',
    GITHUB_RUN_ID: '9000000000',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REF_NAME: 'main',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
  };
}

test('reports of a job become rows, and the report is the summary of the job', () => {
  const { status, output, summary } = use({ results: 'reports', status: 'failure' });
  expect({ status, output }).toMatchObject({ status: 0 });
  expect(output).toContain('4 reports of logs/CI-unit/900000000001/ in reports');
  expect(summary).toContain('What broke');
});

test('a report that is damaged is named in the log of the job', () => {
  writeFileSync(join(workspace, 'TEST-cut.xml'), junit('a:passed').slice(0, -12));
  const given = { results: 'TEST-cut.xml', warehouse: 'damaged.duckdb', command: '' };
  const { status, output } = use(given);
  expect(status).toBe(0);
  expect(output).toMatch(/salvaged: .*TEST-cut.xml: cut off inside <testsuite>/);
});

test('what was stored can be queried, as a table in the summary', () => {
  const sql = `
    SELECT outcome, (SELECT COUNT(*) FROM test_attempts) AS attempts, (SELECT COUNT(*) FROM coverage_files) AS files
    FROM builds`;
  const { status, output, summary } = use({
    command: 'query',
    arguments: sql.trim().replaceAll(/\s+/g, ' '),
  });
  expect({ status, output }).toMatchObject({ status: 0 });
  expect(summary).toMatch(/^```\n outcome +attempts +files *\n failed +3 +1 *\n```\n$/);
});

test('a command without a warehouse gets none, and its exit code is that of the step', () => {
  const args = 'reports/cover.out\n--fail-under\n100';
  expect(use({ command: 'coverage', arguments: args, summary: 'false' })).toMatchObject({
    status: 0,
    summary: '',
  });
  expect(use({ command: 'coverage', arguments: 'nowhere.out' }).status).toBe(2);
});

test('inputs are never run as code', () => {
  const hostile = '"; touch broken; $(touch broken) `touch broken` \'';
  const { status, output } = use({
    job: hostile,
    results: hostile,
    warehouse: hostile,
    command: hostile,
  });
  expect(status).toBe(2);
  expect(output).toContain('which does not exist');
  expect(() => readFileSync(join(workspace, 'broken'))).toThrow('ENOENT');
});

test('lines of an output that look like commands of the runner are not taken for such', () => {
  const { output } = use({
    command: 'query',
    arguments: "--format\ncsv\nSELECT '::error::x' AS x",
  });
  const [, token = '', between = ''] =
    /^::stop-commands::(\S+)\n([^]*)\n::\1::\n/m.exec(output) ?? [];
  expect(token).toMatch(/^[\da-f-]{36}$/);
  expect(between).toContain('::error::x');
});
