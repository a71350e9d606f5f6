import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Ports outside of those that systems give to servers and connections that ask for any port (Linux from 32768, others
 * from 49152), so that none of these takes the port before the program that it is for.
 */
const FIRST = 20_000;
const END = 32_768;

/** Returns a port of this machine on which nothing listens. */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST, END);
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return await freePort();
  }
  server.close();
  await once(server, 'close');
  return port;
}
