import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Emulator } from '../emulators.ts';

/** Time after which a request counts as failed, before Pub/Sub gives it up. */
const REQUEST_MS = 30_000;

/**
 * A server between a push subscription and `load`, which passes on one request after the other, and none while the warehouse is
 * queried: the BigQuery emulator sometimes locks up when both happen at once.
 */
export class WriteGate implements Emulator {
  readonly #server: Server;
  readonly #target: number;
  /** Settles when the work before is done. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((request, response) => {
      void this.#pass(request, response);
    });
  }

  /**
   * @param port on which it listens
   * @param target port of `load`
   */
  static async start(port: number, target: number): Promise<WriteGate> {
    const gate = new WriteGate(target);
    gate.#server.listen(port, '127.0.0.1');
    await once(gate.#server, 'listening');
    return gate;
  }

  /** Does some work while no request is passed on. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return await done;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    const status = await this.alone(() => this.#send(request.url ?? '/', body));
    response.writeHead(status).end();
  }

  /** Returns the status of the answer; 502 if there is none. */
  async #send(path: string, body: string): Promise<number> {
    try {
      const { status } = await fetch(`http://127.0.0.1:${this.#target}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(REQUEST_MS),
      });
      return status;
    } catch {
      return 502;
    }
  }
}
