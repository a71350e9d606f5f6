import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

interface FakeObject {
  readonly generation: number;
  readonly timeCreated: string;
  readonly bytes: Buffer;
  readonly isGzip: boolean;
  readonly crc32c: string | undefined;
}

/** An object to store. */
export interface FakeUpload {
  readonly isGzip?: boolean;
  /** Checksum in base64 that the service tells of the object. */
  readonly crc32c?: string;
  /** Time of its writing, ISO 8601; by default now. */
  readonly writtenAt?: string;
}

/** Answers a request and returns `true`, or returns `false` to leave it to the fake. */
export type Interception = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The parts of the JSON APIs of Cloud Storage (one bucket, to read and to upload to) and Pub/Sub (to publish) that the adapters use, in this
 * process. The tests against emulators show that the adapters work with other implementations of the same APIs.
 */
export class FakeGoogle {
  readonly bucket = 'artifacts';
  /** Bodies of the requests to publish. */
  readonly published: unknown[] = [];
  /** Types of the objects that were uploaded, by name. */
  readonly types = new Map<string, string | undefined>();
  /** Is asked before each request is answered. */
  intercept: Interception = () => false;
  /** Milliseconds that pass before a request about one object is answered. */
  objectLatencyMs = 0;
  readonly #objects = new Map<string, FakeObject>();
  readonly #server: Server;
  #writes = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  static async start(): Promise<FakeGoogle> {
    const fake = new FakeGoogle();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  /** `host:port` of the services. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  put(name: string, bytes: Uint8Array, upload: FakeUpload = {}): void {
    const { isGzip = false, crc32c, writtenAt = new Date().toISOString() } = upload;
    const object = { generation: ++this.#writes, timeCreated: writtenAt };
    this.#objects.set(name, { ...object, bytes: Buffer.from(bytes), isGzip, crc32c });
  }

  remove(name: string): void {
    this.#objects.delete(name);
  }

  /** The names of all objects. */
  get names(): readonly string[] {
    return [...this.#objects.keys()];
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.intercept(request, response)) return;
    const url = new URL(request.url ?? '/', 'http://fake');
    if (url.pathname === `/upload/storage/v1/b/${this.bucket}/o`) {
      const name = url.searchParams.get('name') ?? '';
      this.put(name, await buffer(request));
      this.types.set(name, request.headers['content-type']);
      sendJson(response, 200, { name });
      return;
    }
    if (request.method === 'POST') {
      this.published.push({ path: url.pathname, body: await json(request) });
      sendJson(response, 200, { messageIds: ['1'] });
      return;
    }
    const [, bucket, name] =
      /^\/storage\/v1\/b\/([^/]+)\/o(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
    if (bucket !== this.bucket) sendJson(response, 404, { error: { message: 'No such bucket' } });
    else if (name === undefined) sendJson(response, 200, this.#page(url.searchParams));
    else {
      if (this.objectLatencyMs > 0) await sleep(this.objectLatencyMs);
      this.#answerObject(decodeURIComponent(name), { request, response, url });
    }
  }

  #page(query: URLSearchParams): object {
    const from = query.get('pageToken') ?? query.get('startOffset') ?? '';
    const entries = [...new Set([...this.#objects.keys()].flatMap((name) => entryOf(name, query)))]
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .filter((entry) => Buffer.compare(Buffer.from(entry), Buffer.from(from)) >= 0);
    const size = Number(query.get('maxResults') ?? 1000);
    const page = entries.slice(0, size);
    const items = page.flatMap((entry) => this.#resource(entry) ?? []);
    const prefixes = page.filter((entry) => !this.#objects.has(entry));
    const next = entries[size];
    // The service leaves out what is empty.
    return {
      ...(items.length > 0 && { items }),
      ...(prefixes.length > 0 && { prefixes }),
      ...(next !== undefined && { nextPageToken: next }),
    };
  }

  #resource(name: string): object | undefined {
    const object = this.#objects.get(name);
    if (object === undefined) return undefined;
    const { generation, timeCreated, bytes, crc32c } = object;
    const size = String(bytes.length);
    return { name, generation: String(generation), size, timeCreated, crc32c };
  }

  #answerObject(
    name: string,
    exchange: {
      readonly request: IncomingMessage;
      readonly response: ServerResponse;
      readonly url: URL;
    },
  ): void {
    const { request, response, url } = exchange;
    const object = this.#objects.get(name);
    const asked = url.searchParams.get('generation');
    if (object === undefined || (asked !== null && asked !== String(object.generation))) {
      sendJson(response, 404, { error: { code: 404, message: `No such object: ${name}` } });
    } else if (url.searchParams.get('alt') !== 'media') {
      sendJson(response, 200, this.#resource(name) ?? {});
    } else if (object.isGzip && request.headers['accept-encoding'] !== 'gzip') {
      // Decompressive transcoding.
      response.end(gunzipSync(object.bytes));
    } else {
      response.end(object.bytes);
    }
  }
}

/** Returns what a listing shows of a name as the only element: its folder, if it has the delimiter after the prefix, or itself. */
function entryOf(name: string, query: URLSearchParams): readonly string[] {
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter')];
  if (!name.startsWith(prefix)) return [];
  const end = delimiter === null ? -1 : name.indexOf(delimiter, prefix.length);
  return [end < 0 ? name : name.slice(0, end + 1)];
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
