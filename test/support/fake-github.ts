import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** An issue that the fake keeps. */
export interface FakeIssue {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  state_reason: string | null;
  readonly labels: readonly string[];
  readonly comments: string[];
  readonly isPullRequest: boolean;
}

/** A request that changes something, as the fake received it. */
export interface FakeWrite {
  readonly method: string;
  readonly path: string;
}

/** Answers a request and returns `true`, or returns `false` to leave it to the fake. */
export type GitHubInterception = (request: IncomingMessage, response: ServerResponse) => boolean;

const bodySchema = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.string().optional(),
  labels: z.array(z.string()).default([]),
});

const REPOSITORY = '/repos/org/repo/issues';

/** The parts of GitHub's REST API for the issues of the repository `org/repo` that the adapter uses, in this process. */
export class FakeGitHub {
  readonly issues: FakeIssue[] = [];
  /** Requests that changed something, or tried to. */
  readonly writes: FakeWrite[] = [];
  /** Values of the header Authorization. */
  readonly authorizations = new Set<string | undefined>();
  /** Is asked before each request is answered. */
  intercept: GitHubInterception = () => false;
  /** Is waited for after an issue is opened, before the answer. */
  afterOpening: () => Promise<void> = () => Promise.resolve();
  /** Whether the next issue is opened and the answer says that it failed. */
  losesAnswer = false;
  /** Whether the account may set labels. */
  setsLabels = true;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<FakeGitHub> {
    const fake = new FakeGitHub();
    fake.#server.listen(0, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Adds an issue with the label, and returns it. */
  add(issue: Partial<FakeIssue>): FakeIssue {
    const added: FakeIssue = {
      number: this.issues.length + 1,
      title: '',
      body: '',
      state: 'open',
      state_reason: null,
      labels: ['ci-signal'],
      comments: [],
      isPullRequest: false,
      ...issue,
    };
    this.issues.push(added);
    return added;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    this.authorizations.add(headers.authorization);
    if (method !== 'GET') this.writes.push({ method, path: pathname });
    if (this.intercept(request, response)) return;
    const sent = await text(request);
    const body = bodySchema.parse(sent === '' ? {} : JSON.parse(sent));
    if (pathname === REPOSITORY && method === 'GET') this.#list(searchParams, response);
    else if (pathname === REPOSITORY) await this.#open(body, response);
    else this.#one({ method, path: pathname, body }, response);
  }

  #list(query: URLSearchParams, response: ServerResponse): void {
    const size = Number(query.get('per_page') ?? 30);
    const page = Number(query.get('page') ?? 1);
    const label = query.get('labels');
    const all = this.issues.filter(
      ({ labels, state }) =>
        (label === null || labels.includes(label)) &&
        (query.get('state') === 'all' || state === 'open'),
    );
    query.set('page', String(page + 1));
    const next = `<${this.url}${REPOSITORY}?${query.toString()}>; rel="next"`;
    const shown = all.slice(size * (page - 1), size * page).map((issue) => this.#resource(issue));
    sendGitHub(
      response,
      { status: 200, body: shown },
      size * page < all.length ? { link: next } : {},
    );
  }

  async #open(body: z.infer<typeof bodySchema>, response: ServerResponse): Promise<void> {
    const labels = this.setsLabels ? body.labels : [];
    const issue = this.add({ title: body.title ?? '', body: body.body ?? '', labels });
    await this.afterOpening();
    if (this.losesAnswer) {
      this.losesAnswer = false;
      sendGitHub(response, { status: 502, body: { message: 'Bad Gateway' } });
      return;
    }
    sendGitHub(response, { status: 201, body: this.#resource(issue) });
  }

  #one(
    { method, path, body }: FakeWrite & { readonly body: z.infer<typeof bodySchema> },
    response: ServerResponse,
  ): void {
    const [, number, comments] =
      /^\/repos\/org\/repo\/issues\/(\d+)(\/comments)?$/.exec(path) ?? [];
    const issue = this.issues.find((one) => one.number === Number(number));
    if (issue === undefined) {
      sendGitHub(response, { status: 404, body: { message: 'Not Found' } });
      return;
    }
    if (comments !== undefined) issue.comments.push(body.body ?? '');
    else if (method === 'PATCH') {
      issue.body = body.body ?? issue.body;
      issue.state = body.state ?? issue.state;
      issue.state_reason =
        body.state_reason ?? (issue.state === 'open' ? null : issue.state_reason);
    }
    sendGitHub(response, { status: 200, body: this.#resource(issue) });
  }

  #resource({ isPullRequest, labels, comments, ...issue }: FakeIssue): object {
    return {
      ...issue,
      // GitHub keeps the line ends of its web page.
      body: issue.body.replaceAll('\n', '\r\n'),
      html_url: `${this.url}/org/repo/issues/${issue.number}`,
      labels: labels.map((name) => ({ name })),
      comments: comments.length,
      ...(isPullRequest && { pull_request: {} }),
    };
  }
}

/** Sends an answer of GitHub. */
export function sendGitHub(
  response: ServerResponse,
  { status, body }: { readonly status: number; readonly body: object },
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body));
}
