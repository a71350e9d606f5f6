import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import Bottleneck from 'bottleneck';
import { z } from 'zod';
import type { GitHubRepository } from '../../config/github-config.ts';
import { TrackerRefusedError } from '../../errors.ts';
import type {
  IssueChange,
  IssueDraft,
  IssueTracker,
  TrackedIssue,
} from '../../ports/issue-tracker.ts';
import { ANSWER_TIMEOUTS_MS } from '../../retry/policies.ts';
import { trackerError } from './tracker-error.ts';

/** Issues of a page, the most that GitHub gives. */
const PAGE_SIZE = 100;

/** Times that GitHub is asked again after it has named a wait, and the longest such wait in seconds. */
const MAX_LIMITED = 3;
const MAX_WAIT_SECONDS = 300;

/** Options of {@link createIssueTracker}. */
export interface IssueTrackerOptions {
  readonly repository: GitHubRepository;
  /** Label of the issues. */
  readonly label: string;
  /** Token of an account that may write issues; without it a public repository can be read. */
  readonly token: string | undefined;
  /** URL of the API; by default that of github.com. */
  readonly apiUrl?: string | undefined;
  /** Milliseconds that count as a second in waits; tests have fewer than 1,000. */
  readonly secondMs?: number | undefined;
  /** Is called with the seconds before GitHub's limit of requests allows another one. */
  readonly onWait?: ((seconds: number) => void) | undefined;
}

const issueSchema = z.object({
  number: z.number().int(),
  html_url: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])),
  pull_request: z.unknown().optional(),
});

type IssueResource = z.infer<typeof issueSchema>;

const reasonSchema = z.enum(['completed', 'not_planned', 'duplicate']).optional().catch(undefined);

/** Returns the issues with a label of a repository at GitHub. */
export function createIssueTracker(options: IssueTrackerOptions): IssueTracker {
  const { repository, label } = options;
  const octokit = createClient(options);
  const place = { owner: repository.owner, repo: repository.name };
  const name = `${repository.owner}/${repository.name}`;
  const issuePath = (number: number) => ({ ...place, issue_number: number });
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw trackerError(`cannot ${what} of ${name}`, error);
    }
  };
  return {
    list: () => attempt('list the issues', () => listed(octokit, place, label)),
    get: (number) =>
      attempt(`read issue ${number}`, async () => {
        const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
        return trackedIssue(
          issueSchema.parse((await octokit.request(route, issuePath(number))).data),
        );
      }),
    open: (draft) =>
      attempt('open an issue', () => opened(octokit, { ...place, ...draft, labels: [label] })),
    change: (number, change) =>
      attempt(`change issue ${number}`, async () => {
        const route = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}';
        await octokit.request(route, { ...issuePath(number), ...changed(change) });
      }),
    comment: (number, text) =>
      attempt(`comment on issue ${number}`, async () => {
        const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
        await octokit.request(route, { ...issuePath(number), body: text, request: ONCE });
      }),
  };
}

const Client = Octokit.plugin(paginateRest, retry, throttling);

/** A request that is not sent again after a failure, because it may have been carried out. */
const ONCE = { retries: 0 };

/** Statuses after which the same request fails again, and that of limits, after which `throttle` waits. */
const NOT_RETRIED = [400, 401, 403, 404, 410, 422, 429, 451];

type LimitHandler = (
  ...call: readonly [seconds: number, request: object, client: object, attempts: number]
) => boolean;

function createClient({ token, apiUrl, secondMs = 1000, onWait }: IssueTrackerOptions) {
  const isWorthWaiting: LimitHandler = (...[seconds, , , attempts]) => {
    if (attempts >= MAX_LIMITED || seconds > MAX_WAIT_SECONDS) return false;
    onWait?.(seconds);
    return true;
  };
  // One at a time, at the pace that GitHub asks for: a write in a second, and one in three if people are notified of it.
  const paced = (seconds: number) =>
    new Bottleneck.Group({ maxConcurrent: 1, minTime: seconds * secondMs });
  const silent = (): void => undefined;
  return new Client({
    ...(token !== undefined && { auth: token }),
    ...(apiUrl !== undefined && { baseUrl: apiUrl }),
    userAgent: 'ci-signal',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: limitedFetch },
    retry: { retryAfterBaseValue: secondMs, doNotRetry: NOT_RETRIED },
    throttle: {
      retryAfterBaseValue: secondMs,
      write: paced(1),
      notifications: paced(3),
      onRateLimit: isWorthWaiting,
      onSecondaryRateLimit: isWorthWaiting,
    },
  });
}

/** A redirection is not followed, since the token would go to another address. */
const limitedFetch: typeof fetch = async (input, init) => {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUTS_MS.tracker);
  const response = await fetch(input, { ...init, redirect: 'manual', signal });
  if (!response.headers.has('location') || Math.floor(response.status / 100) !== 3) return response;
  await response.body?.cancel();
  throw new TrackerRefusedError(
    'it is at another place now: pass the name that the repository has now, or the right URL of the API',
  );
};

type Client = InstanceType<typeof Client>;

interface Place {
  readonly owner: string;
  readonly repo: string;
}

async function listed(
  octokit: Client,
  place: Place,
  label: string,
): Promise<readonly TrackedIssue[]> {
  const found = await octokit.paginate('GET /repos/{owner}/{repo}/issues', {
    ...place,
    labels: label,
    state: 'all',
    sort: 'created',
    direction: 'asc',
    per_page: PAGE_SIZE,
  });
  const issues = z.array(issueSchema).parse(found);
  return issues.filter((issue) => issue.pull_request === undefined).map(trackedIssue);
}

/** Opens an issue. Without its label it would not be found again, and another one would be opened each time. */
async function opened(
  octokit: Client,
  draft: Place & IssueDraft & { readonly labels: string[] },
): Promise<TrackedIssue> {
  const { owner, repo, labels } = draft;
  const route = 'POST /repos/{owner}/{repo}/issues';
  const issue = issueSchema.parse((await octokit.request(route, { ...draft, request: ONCE })).data);
  const names = issue.labels.map((label) => (typeof label === 'string' ? label : label.name));
  if (labels.every((label) => names.some((name) => name?.toLowerCase() === label.toLowerCase()))) {
    return trackedIssue(issue);
  }
  const closing = { owner, repo, issue_number: issue.number, state: 'closed' as const };
  await octokit.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', closing);
  throw new TrackerRefusedError(
    `GitHub opened ${issue.html_url} without the label ${labels.join(', ')}, and it was closed again: use a token of an account ` +
      'that may set labels',
  );
}

function trackedIssue(issue: IssueResource): TrackedIssue {
  return {
    number: issue.number,
    url: issue.html_url,
    body: (issue.body ?? '').replaceAll('\r\n', '\n'),
    isOpen: issue.state === 'open',
    reason: reasonSchema.parse(issue.state_reason ?? undefined),
  };
}

function changed({ body, isOpen, reason }: IssueChange) {
  return {
    ...(body !== undefined && { body }),
    ...(isOpen !== undefined && { state: isOpen ? ('open' as const) : ('closed' as const) }),
    ...(reason !== undefined && { state_reason: reason }),
  };
}
