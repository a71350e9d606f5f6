import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** The part of the message of Node.js's channel `http.server.request.start` that is used. */
interface RequestStart {
  readonly server: Server;
}

/** Limit of the requests with a message: one of Pub/Sub has at most 10 MB, in base64 a third more. */
export const MAX_MESSAGE_REQUEST_BYTES = 16 * 1024 * 1024;

/** Limit of the requests of a schedule, which have no body. */
export const MAX_SCHEDULED_REQUEST_BYTES = 64 * 1024;

/** Requests that a process handles at the same time; Cloud Run is configured to send fewer. */
const MAX_OPEN_REQUESTS = 32;

/**
 * Makes all HTTP servers of this process refuse requests with a body that is larger than a limit or compressed, and requests
 * beyond those that it can handle at the same time, before they are read. The Functions Framework, which starts the server,
 * reads and unpacks bodies of up to 1 GiB and has no setting for it; Eventarc, Pub/Sub and Cloud Scheduler compress nothing.
 */
export function limitRequests(maxBytes: number): void {
  const limited = new WeakSet<Server>();
  subscribe('http.server.request.start', (message) => {
    // Node.js publishes the message, right before it calls the listeners of the server.
    const { server } = message as RequestStart;
    if (limited.has(server)) return;
    limited.add(server);
    limitServer(server, { maxBytes, maxOpen: MAX_OPEN_REQUESTS });
  });
}

/** Limits of a server. */
export interface RequestLimits {
  /** Bytes of a body. */
  readonly maxBytes: number;
  /** Requests at the same time. A caller that gives up, as Pub/Sub does after some time, does not end the work on its request. */
  readonly maxOpen: number;
}

/** Puts the listeners of a server behind its limits. */
export function limitServer(server: Server, { maxBytes, maxOpen }: RequestLimits): void {
  const open = new Set<ServerResponse>();
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    for (const other of open) if (isDone(other)) open.delete(other);
    const refusal = refusalOf(request, maxBytes);
    if (refusal !== undefined) {
      refuse(response.setHeader('connection', 'close'), refusal);
      return;
    }
    if (request.headers['content-length'] === undefined) endAfter(request, maxBytes);
    if (open.size >= maxOpen) {
      // A connection that is closed before its request was read is reset, and the answer may be lost.
      request.resume();
      refuse(response, BUSY);
      return;
    }
    open.add(response);
    for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
  });
}

interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/** Tells Pub/Sub to deliver the message again, and later. */
const BUSY: Refusal = { status: 429, reason: 'too many requests at the same time: send it again' };

/** Returns whether a request was answered, or can never be, because its body did not arrive. */
function isDone({ writableEnded, destroyed, req }: ServerResponse): boolean {
  return writableEnded || (destroyed && !req.complete);
}

/** Returns why a request is refused for what its headers say about its body; `undefined` if it is not. */
function refusalOf({ headers }: IncomingMessage, maxBytes: number): Refusal | undefined {
  const { 'content-encoding': encoding = 'identity', 'content-length': length = '0' } = headers;
  if (encoding.toLowerCase() !== 'identity') {
    return { status: 415, reason: 'the body is compressed: send it as it is' };
  }
  if (Number(length) <= maxBytes) return undefined;
  return { status: 413, reason: `the body has more than ${maxBytes} bytes` };
}

function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(`${reason}\n`);
}

/** Ends the connection of a request that does not tell its length, if its body becomes larger than the limit. */
function endAfter(request: IncomingMessage, maxBytes: number): void {
  let length = 0;
  request.on('data', (chunk: Uint8Array) => {
    length += chunk.length;
    if (length > maxBytes) request.destroy();
  });
}
