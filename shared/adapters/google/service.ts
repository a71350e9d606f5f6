import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { messageOf } from '../../errors.ts';
import { ANSWER_TIMEOUTS_MS, RETRIES, type RetryPolicy } from '../../retry/policies.ts';
import { retrying } from '../../retry/retrying.ts';
import { transienceOf } from '../../retry/transience.ts';
import { beginningOf } from '../../domain/shortened.ts';

const JSON_TYPE = 'application/json';

/** Characters of an unsuccessful answer that are kept as its explanation. */
const MAX_EXPLANATION = 500;

/** Statuses for a caller without permission. A service that must not tell whether an object exists answers so as well. */
const DENIED_STATUSES: ReadonlySet<number> = new Set([401, 403]);

/** Thrown when a service answers a request with a status other than success. */
export class ServiceError extends Error {
  readonly status: number;
  readonly #reason: string;

  /** @param reason the service's word for the kind of the error, such as `forbidden` */
  constructor(status: number, explanation: string, reason = '') {
    super(`status ${status}: ${explanation}`);
    this.status = status;
    this.#reason = reason;
  }

  get isTransient(): boolean {
    return transienceOf({ status: this.status, reason: this.#reason }) === 'transient';
  }

  /** Whether the caller lacks a permission. */
  get isDenied(): boolean {
    return DENIED_STATUSES.has(this.status) && !this.isTransient;
  }
}

/** A request that may be sent several times. */
export interface ServiceRequest {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Is sent as JSON by POST; a request without a body is a GET. */
  readonly body?: object;
  /** Is sent as it is by POST, instead of a body. */
  readonly content?: { readonly type: string; readonly text: string };
  /** Time after which the request fails, whatever it is waiting for; by default only the retries are limited. */
  readonly timeoutMs?: number;
  /** How often it is tried; by default as a request to Cloud Storage is. */
  readonly retry?: RetryPolicy;
}

export interface GoogleServiceOptions {
  /** URL of the service. */
  readonly origin: string;
  /** OAuth scope of the requests; without it they are sent without credentials. */
  readonly scope: string | undefined;
  /** Time within which the first bytes of an answer, and then the next ones, have to arrive; by default that of Cloud Storage. */
  readonly answerTimeoutMs?: number;
  /** Is called with each request that is sent, repetitions included. */
  readonly onRequest?: (() => void) | undefined;
}

/**
 * An HTTP service of Google Cloud. Google's clients do the same and much more; a function that starts for one event would
 * spend most of its time on loading them.
 */
export class GoogleService {
  readonly #origin: string;
  readonly #scope: string | undefined;
  readonly #answerTimeoutMs: number;
  readonly #onRequest: () => void;
  #authorization: Promise<(url: URL) => Promise<Headers>> | undefined;

  constructor(options: GoogleServiceOptions) {
    const { origin, scope, onRequest = () => undefined } = options;
    this.#origin = origin;
    this.#scope = scope;
    this.#answerTimeoutMs = options.answerTimeoutMs ?? ANSWER_TIMEOUTS_MS.storage;
    this.#onRequest = onRequest;
  }

  /**
   * Sends a request, again after temporary failures, and returns the answer, whose body is to be read.
   *
   * @throws ServiceError if the service answers with a status other than success
   */
  async send(path: string, request: ServiceRequest = {}): Promise<IncomingMessage> {
    return await this.#retry(path, request, (response) => Promise.resolve(response));
  }

  /** Sends a request as {@link send} does and returns the JSON value of the answer, which is also asked for again if it breaks off. */
  async json(path: string, request: ServiceRequest = {}): Promise<unknown> {
    const wholeText = (response: IncomingMessage) => textOf(response, this.#answerTimeoutMs);
    return JSON.parse(await this.#retry(path, request, wholeText));
  }

  async #retry<T>(
    path: string,
    request: ServiceRequest,
    read: (response: IncomingMessage) => Promise<T>,
  ): Promise<T> {
    const url = new URL(path, this.#origin);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const signal = request.timeoutMs === undefined ? {} : timeout(request.timeoutMs);
    const headers = { ...(await this.#headersFor(url)), ...request.headers };
    const sendAndRead = async () => {
      this.#onRequest();
      const answerTimeoutMs = this.#answerTimeoutMs;
      return await read(await attempt(url, { ...request, headers, answerTimeoutMs, ...signal }));
    };
    return await retrying(request.retry ?? RETRIES.storage, sendAndRead, signal);
  }

  async #headersFor(url: URL): Promise<Readonly<Record<string, string>>> {
    if (this.#scope === undefined) return {};
    this.#authorization ??= authorization(this.#scope);
    const headersOf = await this.#authorization;
    return Object.fromEntries(await headersOf(url));
  }
}

/** Returns the text of an answer, which fails if nothing of it arrives for too long. */
async function textOf(response: IncomingMessage, timeoutMs: number): Promise<string> {
  response.setTimeout(timeoutMs, () => {
    response.destroy(new Error(`nothing arrived for ${timeoutMs / 1000} seconds`));
  });
  return await text(response);
}

function timeout(milliseconds: number): { readonly signal: AbortSignal } {
  return { signal: AbortSignal.timeout(milliseconds) };
}

/** Loads Google's library for credentials, and returns a function for the headers of a request. */
async function authorization(scope: string): Promise<(url: URL) => Promise<Headers>> {
  // Bundled, a CommonJS package that is imported later has its default export only.
  const { default: library } = await import('google-auth-library');
  const auth = new library.GoogleAuth({ scopes: scope });
  return (url) => auth.getRequestHeaders(url);
}

interface Attempt extends Pick<ServiceRequest, 'body' | 'content' | 'headers'> {
  readonly answerTimeoutMs: number;
  readonly signal?: AbortSignal;
}

async function attempt(
  url: URL,
  { body, content, headers, answerTimeoutMs, signal }: Attempt,
): Promise<IncomingMessage> {
  const { request } =
    url.protocol === 'http:' ? await import('node:http') : await import('node:https');
  const posted =
    content ?? (body === undefined ? undefined : { type: JSON_TYPE, text: JSON.stringify(body) });
  const sent = request(url, {
    method: posted === undefined ? 'GET' : 'POST',
    headers: { ...(posted !== undefined && { 'content-type': posted.type }), ...headers },
    ...(signal !== undefined && { signal }),
  });
  sent.setTimeout(answerTimeoutMs, () => {
    sent.destroy(new Error(`none within ${answerTimeoutMs / 1000} seconds`));
  });
  sent.end(posted?.text);
  const [response] = (await once(sent, 'response').catch((error: unknown) => {
    throw new Error(`no answer: ${messageOf(error)}`, { cause: error });
  })) as [IncomingMessage];
  sent.setTimeout(0);
  // Without listeners an error after this would end the process; the reader of the body receives it as well.
  sent.on('error', () => undefined);
  response.on('error', () => undefined);
  const { statusCode = 0 } = response;
  if (statusCode >= 200 && statusCode < 300) return response;
  throw await errorOf(statusCode, response);
}

async function errorOf(status: number, response: IncomingMessage): Promise<ServiceError> {
  const body = await text(response).catch(() => '');
  const [, message] = /"message":\s*"((?:[^"\\]|\\.)*)"/.exec(body) ?? [];
  const [, reason] = /"reason":\s*"(\w+)"/.exec(body) ?? [];
  return new ServiceError(status, beginningOf(message ?? body, MAX_EXPLANATION), reason);
}
