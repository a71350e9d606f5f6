import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { load } from '../../../functions/load/handler.ts';
import { limitServer } from '../../../shared/adapters/google/request-limit.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { attemptRow } from '../../contracts/warehouse-rows.ts';
import { LATER, MASK, QUIET } from '../../support/settings.ts';
import { listen, send } from './server.ts';

const MAX_OPEN = 4;
const MESSAGES = 40;

let server: Server;

afterEach(() => {
  server.close();
});

/** A warehouse that stores rows one append after the other, slower than they are sent. */
class SlowWarehouse implements Pick<Warehouse, 'append'> {
  readonly ordinals = new Set<number>();
  open = 0;
  mostOpen = 0;
  readonly #gate: Promise<unknown>;

  /** @param gate until which nothing is stored */
  constructor(gate: Promise<unknown> = Promise.resolve()) {
    this.#gate = gate;
  }

  async append(_table: string, rows: readonly object[]): Promise<void> {
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    await this.#gate;
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (const row of rows) this.ordinals.add(Number(Reflect.get(row, 'ordinal')));
    this.open--;
  }
}

/** Starts `load` behind the limits of requests. */
async function start(slow: SlowWarehouse): Promise<Server> {
  const unused = () => Promise.reject(new Error('not used'));
  const warehouse: Warehouse = {
    deploy: unused,
    hasViews: unused,
    query: unused,
    rebuild: unused,
    replaceSnapshots: unused,
    erase: unused,
    close: unused,
    append: (table, rows) => slow.append(table, rows),
  };
  const ports = { warehouse, clock: LATER, logger: QUIET, mask: MASK };
  const created = createServer((request, response) => {
    void json(request)
      .then((row) => {
        const message = { version: 1, table: 'test_attempts', common: {}, rows: [row] };
        return load({ id: '1', data: Buffer.from(JSON.stringify(message)), attributes: {} }, ports);
      })
      .then(() => response.writeHead(204).end());
  });
  limitServer(created, { maxBytes: 100_000, maxOpen: MAX_OPEN });
  return await listen(created);
}

test('a slow warehouse slows load: few messages are open at a time, others are refused and delivered again, and none is lost', async () => {
  const slow = new SlowWarehouse();
  server = await start(slow);
  let refused = 0;
  const deliver = async (ordinal: number): Promise<void> => {
    for (;;) {
      const { status } = await send(server, { body: JSON.stringify(attemptRow(ordinal)) });
      if (status === 204) return;
      expect(status).toBe(429);
      refused++;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await Promise.all(Array.from({ length: MESSAGES }, (_, ordinal) => deliver(ordinal)));
  expect(slow.ordinals.size).toBe(MESSAGES);
  expect(slow.mostOpen).toBe(MAX_OPEN);
  expect(refused).toBeGreaterThan(0);
});

test('a message whose sender has given up is open until it is stored', async () => {
  const { promise: gate, resolve: openGate } = Promise.withResolvers<undefined>();
  const slow = new SlowWarehouse(gate);
  server = await start(slow);
  const sender = new AbortController();
  const body = JSON.stringify(attemptRow(0));
  const given = Array.from({ length: MAX_OPEN }, () =>
    send(server, { body, signal: sender.signal }).catch(() => undefined),
  );
  while (slow.open < MAX_OPEN) await new Promise((resolve) => setTimeout(resolve, 1));
  sender.abort();
  await Promise.all(given);
  expect((await send(server, { body })).status).toBe(429);
  openGate(undefined);
  while (slow.open > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  expect((await send(server, { body })).status).toBe(204);
});
