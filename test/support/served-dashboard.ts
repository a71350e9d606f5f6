import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

/** An HTTP server of this machine with a dashboard. */
export class ServedDashboard {
  readonly #server: Server;
  /** The URL without a path. */
  readonly origin: string;

  private constructor(server: Server, origin: string) {
    this.#server = server;
    this.origin = origin;
  }

  static async start(app: Hono): Promise<ServedDashboard> {
    const answer = getRequestListener(app.fetch);
    const server = createServer((request, response) => void answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    return new ServedDashboard(server, `http://127.0.0.1:${address.port}`);
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
