import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { CiSignalError, messageOf, UsageError } from '../../../shared/errors.ts';
import type { Logger } from '../../../shared/ports/logger.ts';
import { createDashboard } from '../../dashboard/app.ts';
import { PAGES } from '../../dashboard/pages/pages.ts';
import { preparePages } from '../../dashboard/prepare.ts';
import { Results } from '../../dashboard/results.ts';
import type { CliPorts, Terminal } from '../ports.ts';

/** Options of the command `serve`. */
export interface ServeOptions {
  readonly warehouse: WarehouseLocation;
  readonly port: number;
  readonly host: string;
}

/** The address that only programs of this machine reach, and the names by which a browser may call it. */
const LOOPBACK = '127.0.0.1';
const LOOPBACK_NAMES = [LOOPBACK, 'localhost', '[::1]'];

/** Milliseconds between two looks whether the warehouse has changed. */
const LOOK_INTERVAL = 2000;

/**
 * Serves the dashboard until the process is told to end.
 *
 * @throws UsageError if there is no such warehouse, or the port cannot be listened on
 */
export async function serveDashboard(ports: CliPorts, options: ServeOptions): Promise<void> {
  const { terminal, clock } = ports;
  const reader = await ports.openFollowing(options.warehouse);
  const results = new Results(reader, clock);
  const hosts = options.host === LOOPBACK ? { hosts: LOOPBACK_NAMES } : {};
  const app = createDashboard({ results, clock, logger: terminalLogger(terminal), ...hosts });
  const answer = getRequestListener(app.fetch);
  const server = createServer((request, response) => void answer(request, response));
  const ending = new AbortController();
  try {
    const { port } = await listen(server, options);
    await terminal.out(
      `the dashboard is at http://${options.host}:${port}/ until you press Ctrl+C\n`,
    );
    const preparing = keepPrepared(results, terminal, ending.signal);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    ending.abort();
    await preparing;
  } finally {
    server.closeAllConnections();
    server.close();
    await reader.close();
  }
}

/** Computes the pages without parameters, and again whenever the warehouse has changed. */
async function keepPrepared(
  results: Results,
  terminal: Terminal,
  ending: AbortSignal,
): Promise<void> {
  let problem = '';
  while (!ending.aborted) {
    try {
      await preparePages(results, PAGES, ending);
      problem = '';
    } catch (error) {
      if (!(error instanceof CiSignalError)) throw error;
      if (error.message !== problem) terminal.err(`cannot prepare the pages: ${error.message}\n`);
      problem = error.message;
    }
    await wait(LOOK_INTERVAL, undefined, { signal: ending }).catch(() => undefined);
  }
}

async function listen(server: Server, { host, port }: ServeOptions): Promise<AddressInfo> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw new UsageError(
      `cannot listen on ${host}, port ${port}: ${messageOf(error)}; pass another --port, such as 0 for a free one`,
      { cause: error },
    );
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address;
}

function terminalLogger({ err }: Terminal): Logger {
  return {
    log: (_severity, message, fields = {}) => {
      err(`${message}: ${JSON.stringify(fields)}\n`);
    },
  };
}
