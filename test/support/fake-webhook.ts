import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A webhook of this process. */
export class FakeWebhook {
  /** Messages that were taken. */
  readonly messages: unknown[] = [];
  /** Statuses of the first answers; the others are 200. */
  statuses: number[] = [];
  requests = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void json(request).then((message) => {
        this.requests++;
        const status = this.statuses.shift() ?? 200;
        if (status === 0) {
          request.socket.destroy();
          return;
        }
        if (status === 200) this.messages.push(message);
        response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('ok');
      });
    });
  }

  static async start(): Promise<FakeWebhook> {
    const fake = new FakeWebhook();
    fake.#server.listen(0, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  /** The URL, whose path is a made-up secret. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/made-up-secret`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
