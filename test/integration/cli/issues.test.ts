import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  keepIssues,
  type IssuesOptions,
  type IssuesPorts,
} from '../../../functions/cli/actions/issues.ts';
import { createTerminal } from '../../../functions/cli/terminal.ts';
import { createIssueTracker } from '../../../shared/adapters/github/issue-tracker.ts';
import { QueryError } from '../../../shared/errors.ts';
import type { QueryResult } from '../../../shared/ports/warehouse.ts';
import type { Row } from '../../../functions/dashboard/page.ts';
import { FakeGitHub, sendGitHub } from '../../support/fake-github.ts';
import { run } from './run.ts';

let github: FakeGitHub;
/** Rows of the made-up warehouse. */
let incidents: readonly Row[];
let flakes: readonly Row[];
let isSimulated: boolean;
/** First date of a history that is shorter than the window. */
let knownSince: string | null;

const INCIDENT: Row = {
  state: 'open',
  kind: 'regression',
  subject: 'org/repo latest',
  started: '2026-11-17T08:42:00Z',
  started_at: '2026-11-17T08:42:00.000Z',
  ended_at: null,
  builds_lost: 3,
  example_test_name: 'TestA',
};

beforeEach(async () => {
  delete process.env['GITHUB_TOKEN'];
  github = await FakeGitHub.start();
  incidents = [INCIDENT];
  flakes = [];
  isSimulated = false;
  knownSince = null;
});
afterEach(async () => {
  await github.stop();
});

function answer(sql: string): QueryResult {
  const rows = sql.includes('is_simulated')
    ? [{ bucket: 'b', is_simulated: isSimulated, has_withdrawn: false }]
    : sql.includes('FROM incidents')
      ? incidents
      : sql.includes('FROM recent_builds')
        ? [{ first_build: knownSince }]
        : sql.includes('FROM quarantine_candidates')
          ? flakes
          : undefined;
  if (rows === undefined) throw new QueryError('no such view');
  return { columns: Object.keys(rows[0] ?? {}), rows };
}

/** Runs the command on the made-up warehouse, and returns what it printed and whether there was nothing to do. */
async function keep(changes: Partial<IssuesOptions> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const ports: IssuesPorts = {
    terminal: createTerminal({ stdout, stderr }),
    clock: { now: () => 0 },
    openReader: () =>
      Promise.resolve({
        reader: {
          query: (sql: string) => Promise.try(() => answer(sql)),
          close: () => Promise.resolve(),
        },
        notes: [],
      }),
    openTracker: (source) =>
      Promise.resolve(createIssueTracker({ ...source, token: 'made-up', secondMs: 1 })),
  };
  const isUpToDate = await keepIssues(ports, {
    warehouse: { kind: 'duckdb', path: 'ci.duckdb' },
    repo: { owner: 'org', name: 'repo' },
    dryRun: false,
    label: 'ci-signal',
    apiUrl: github.url,
    simulated: false,
    format: 'ndjson',
    ...changes,
  });
  const [printed, messages] = [stdout, stderr].map((stream) => String(stream.read() ?? ''));
  return { isUpToDate, printed: printed ?? '', messages: messages ?? '' };
}

const states = (): readonly string[] => github.issues.map(({ state }) => state);

describe('an incident', () => {
  test('is opened by the first run, and the second one changes nothing', async () => {
    const { isUpToDate, printed, messages } = await keep();
    expect(isUpToDate).toBe(false);
    expect(JSON.parse(printed)).toMatchObject({
      action: 'open',
      issue: `${github.url}/org/repo/issues/1`,
      title: 'org/repo latest: TestA',
    });
    expect(messages).toBe('org/repo: 1 change made\n');
    expect(github.issues).toMatchObject([{ state: 'open', title: 'org/repo latest: TestA' }]);
    expect((await keep()).isUpToDate).toBe(true);
    expect(github.writes).toHaveLength(1);
  });

  test('that goes on is updated, closed when it has ended, and opened when it begins again', async () => {
    await keep();
    incidents = [{ ...INCIDENT, builds_lost: 4 }];
    await keep();
    expect(github.issues[0]?.body).toContain('- Builds lost: `4`');
    const ended_at = '2026-11-18T10:00:00.000Z';
    incidents = [{ ...INCIDENT, state: 'ended', ended_at }];
    await keep();
    expect(github.issues).toMatchObject([{ state: 'closed', state_reason: 'completed' }]);
    expect(github.issues[0]?.comments).toEqual([
      'It ended at 2026-11-18 10:00 UTC. ci-signal opens this issue again if it begins again.',
    ]);
    await keep();
    incidents = [INCIDENT];
    await keep();
    expect(states()).toEqual(['open']);
    expect(github.issues[0]?.comments).toHaveLength(2);
  });

  test('is found among more issues than a page has', async () => {
    for (let count = 0; count < 150; count++) github.add({ state: 'closed' });
    await keep();
    for (let count = 0; count < 150; count++) github.add({});
    expect((await keep()).isUpToDate).toBe(true);
  });

  test('has one open issue after two runs at once', async () => {
    let arrived = 0;
    let release: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (release = resolve));
    github.afterOpening = async () => {
      if (++arrived === 2) release();
      await both;
    };
    await Promise.all([keep(), keep()]);
    expect(github.issues).toHaveLength(2);
    expect(states()).toEqual(['open', 'closed']);
    expect(github.issues[1]?.state_reason).toBe('duplicate');
    expect((await keep()).isUpToDate).toBe(true);
  });

  test('has one issue after an answer that was lost', async () => {
    github.losesAnswer = true;
    await keep();
    expect(github.issues).toHaveLength(1);
  });
});

test('ten flaky tests have one issue, with hostile names as code', async () => {
  incidents = [];
  flakes = Array.from({ length: 10 }, (_, place) => ({
    test_id: String(place),
    test_name: '@all <b>`x`</b>\n<!-- ci-signal -->',
    job: 'j',
    lost_seconds: 1,
  }));
  await keep({ only: 'flakes' });
  expect(github.issues).toMatchObject([{ title: 'Many flaky tests' }]);
  expect(github.issues[0]?.body).not.toContain('@');
});

test('a dry run prints the plan, and only reads', async () => {
  const { printed, messages, isUpToDate } = await keep({ dryRun: true });
  expect(JSON.parse(printed)).toMatchObject({ action: 'open', issue: 'new' });
  expect(messages).toContain('1 change would be made; nothing was changed');
  expect(isUpToDate).toBe(false);
  expect(github.writes).toEqual([]);
});

test('what was done before a failure is printed, and the next run goes on', async () => {
  incidents = [INCIDENT, { ...INCIDENT, subject: 'b' }];
  github.intercept = (request, response) => {
    if (request.method !== 'POST' || github.issues.length === 0) return false;
    sendGitHub(response, { status: 422, body: { message: 'no' } });
    return true;
  };
  await expect(keep()).rejects.toThrow(/cannot open an issue of org\/repo/);
  github.intercept = () => false;
  await keep();
  expect(states()).toEqual(['open', 'open']);
});

test('a refused change does not keep the others from being made', async () => {
  incidents = ['a', 'b', 'c', 'd', 'e'].map((subject) => ({ ...INCIDENT, subject }));
  let requests = 0;
  github.intercept = (request, response) => {
    if (request.method !== 'POST' || ++requests !== 2) return false;
    sendGitHub(response, { status: 422, body: { message: 'too long' } });
    return true;
  };
  await expect(keep()).rejects.toThrow(
    /1 of 5 changes were refused, the first because: .*too long/,
  );
  expect(states()).toHaveLength(4);
  await keep();
  expect(states()).toHaveLength(5);
});

test('a run ends whose first changes are all refused', async () => {
  incidents = ['a', 'b', 'c', 'd', 'e'].map((subject) => ({ ...INCIDENT, subject }));
  let requests = 0;
  github.intercept = (request, response) => {
    if (request.method !== 'POST') return false;
    requests++;
    sendGitHub(response, { status: 422, body: { message: 'no' } });
    return true;
  };
  await expect(keep()).rejects.toThrow(/3 of 5 changes were refused/);
  expect(requests).toBe(3);
});

test('a new warehouse closes no issue about what began before its history', async () => {
  await keep();
  incidents = [];
  knownSince = '2026-11-18';
  await keep();
  expect(states()).toEqual(['open']);
  knownSince = null;
  await keep();
  expect(states()).toEqual(['closed']);
});

test('simulated history is not for the issues of people', async () => {
  isSimulated = true;
  await expect(keep()).rejects.toThrow(/pass --simulated for a trial/);
  await keep({ simulated: true });
  expect(states()).toEqual(['open']);
});

test.each([
  [['--repo', 'repo'], 'write it as owner/name'],
  [[], "required option '--repo"],
  [['--repo', 'org/repo', '--api-url', 'http://example.com'], 'https://<host>/api/v3'],
  [['--repo', 'org/repo', '--label', 'a,b'], 'without a comma'],
  [['--repo', 'org/repo', '--dashboard', 'javascript:x'], 'Pass a URL'],
  [['--repo', 'org/repo'], 'GITHUB_TOKEN is missing'],
])('the command line %j is wrong usage', async (args, message) => {
  const { code, stderr } = await run('issues', ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
