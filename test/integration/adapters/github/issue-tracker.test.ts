import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createIssueTracker } from '../../../../shared/adapters/github/issue-tracker.ts';
import { TrackerRefusedError, TrackerUnavailableError } from '../../../../shared/errors.ts';
import type { IssueTracker } from '../../../../shared/ports/issue-tracker.ts';
import { FakeGitHub, sendGitHub } from '../../../support/fake-github.ts';

let github: FakeGitHub;
let waits: number[];
let tracker: IssueTracker;

beforeEach(async () => {
  github = await FakeGitHub.start();
  waits = [];
  tracker = trackerOf('org/repo');
});
afterEach(async () => {
  await github.stop();
});

function trackerOf(repository: string): IssueTracker {
  const [owner = '', name = ''] = repository.split('/');
  return createIssueTracker({
    repository: { owner, name },
    label: 'ci-signal',
    token: 'made-up',
    apiUrl: github.url,
    secondMs: 1,
    onWait: (seconds) => waits.push(seconds),
  });
}

/** Answers the first requests with statuses. */
function failing(
  statuses: readonly number[],
  { message = 'x', headers = {} }: { message?: string; headers?: Record<string, string> } = {},
): void {
  const left = [...statuses];
  github.intercept = (_request, response) => {
    const status = left.shift();
    if (status === undefined) return false;
    sendGitHub(response, { status, body: { message } }, headers);
    return true;
  };
}

test('issues of the label are listed from all pages, without pull requests', async () => {
  for (let number = 1; number <= 250; number++) {
    github.add({ state: number % 2 === 0 ? 'open' : 'closed', body: 'a\nb' });
  }
  github.add({ labels: ['bug'] });
  github.add({ isPullRequest: true });
  const issues = await tracker.list();
  expect(issues).toHaveLength(250);
  expect(issues[249]).toMatchObject({ number: 250, isOpen: true, body: 'a\nb' });
  expect([...github.authorizations]).toEqual(['token made-up']);
});

test('an issue is opened, changed, commented on and closed', async () => {
  const { number } = await tracker.open({ title: 'a', body: 'b' });
  await tracker.change(number, { body: 'c', isOpen: false, reason: 'completed' });
  await tracker.comment(number, 'd');
  expect(await tracker.get(number)).toMatchObject({
    isOpen: false,
    reason: 'completed',
    body: 'c',
  });
  await tracker.change(number, { isOpen: true });
  expect(await tracker.get(number)).toMatchObject({ isOpen: true, body: 'c' });
  expect(github.issues[0]).toMatchObject({ title: 'a', comments: ['d'], labels: ['ci-signal'] });
});

test('an issue that is opened without its label is closed again', async () => {
  github.setsLabels = false;
  await expect(tracker.open({ title: 'a', body: 'b' })).rejects.toThrow(/without the label/);
  expect(github.issues).toMatchObject([{ state: 'closed' }]);
});

describe('limits of requests', () => {
  const secondary = 'You have exceeded a secondary rate limit.';

  test.each([
    { name: '403', status: 403, headers: { 'retry-after': '2' }, seconds: 2 },
    { name: '429', status: 429, headers: { 'retry-after': '3' }, seconds: 3 },
    { name: '403 without a time', status: 403, headers: {}, seconds: 60 },
    { name: 'the hourly limit', status: 403, message: 'x', headers: limited(60), seconds: 61 },
  ])('$name is waited for', async ({ status, message = secondary, headers, seconds }) => {
    failing([status], { message, headers });
    expect(await tracker.list()).toEqual([]);
    expect(waits).toHaveLength(1);
    expect(Math.abs((waits[0] ?? 0) - seconds)).toBeLessThanOrEqual(1);
  });

  test('a limit does not open an issue twice', async () => {
    failing([403], { message: secondary, headers: { 'retry-after': '1' } });
    await tracker.open({ title: 'a', body: 'b' });
    expect(github.issues).toHaveLength(1);
  });

  test.each([
    { how: 'lasts', statuses: [403, 403, 403, 403], after: '1', waited: 3 },
    { how: 'is reached for an hour', statuses: [429], after: '3600', waited: 0 },
  ])('one that $how is told', async ({ statuses, after, waited }) => {
    failing(statuses, { message: secondary, headers: { 'retry-after': after } });
    const listing = tracker.list();
    await expect(listing).rejects.toThrow(TrackerUnavailableError);
    await expect(listing).rejects.toThrow(/limit of requests is reached/);
    expect(waits).toHaveLength(waited);
  });
});

function limited(seconds: number): Record<string, string> {
  const reset = Math.ceil(Date.now() / 1000) + seconds;
  return { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
}

describe('failures', () => {
  test('of the service are tried again', async () => {
    failing([500, 502]);
    expect(await tracker.list()).toEqual([]);
  });

  test.each([
    ['opening', () => tracker.open({ title: 'a', body: 'b' })],
    ['a comment', () => tracker.comment(1, 'a')],
  ])('of %s are not, because it may have been carried out', async (_what, send) => {
    github.add({});
    failing([500]);
    await expect(send()).rejects.toThrow(TrackerUnavailableError);
    expect(github.writes).toHaveLength(1);
  });

  test.each([
    [401, 'not valid'],
    [403, 'permission to read and write issues'],
    [404, 'no such repository'],
    [410, 'enable issues'],
    [422, 'what GitHub says'],
  ])('with status %d say what to do', async (status, advice) => {
    failing([status]);
    const listing = tracker.list();
    await expect(listing).rejects.toThrow(TrackerRefusedError);
    await expect(listing).rejects.toThrow(advice);
    await expect(listing).rejects.not.toThrow('made-up');
  });

  test('of a repository that has moved say so, and the token goes nowhere else', async () => {
    let asked = 0;
    github.intercept = (_request, response) => {
      asked++;
      sendGitHub(response, { status: 301, body: {} }, { location: `${github.url}/elsewhere` });
      return true;
    };
    const listing = tracker.list();
    await expect(listing).rejects.toThrow(TrackerRefusedError);
    await expect(listing).rejects.toThrow(
      /of org\/repo: it is at another place now: pass the name/,
    );
    expect(asked).toBeLessThanOrEqual(4);
  });

  test('of the network are told', async () => {
    github.intercept = (request) => {
      request.socket.destroy();
      return true;
    };
    await expect(tracker.list()).rejects.toThrow(/cannot list the issues of org\/repo/);
  });

  test('an answer in another form is told', async () => {
    github.intercept = (_request, response) => {
      sendGitHub(response, { status: 200, body: [{ number: 'x' }] });
      return true;
    };
    await expect(tracker.list()).rejects.toThrow(TrackerUnavailableError);
    await expect(tracker.list()).rejects.toThrow(
      /^cannot list the issues of org\/repo: a value of an unexpected form \(0\.number: [^{}\n]+\); run the command again later$/,
    );
  });
});
