import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createBigQueryReader,
  createBigQueryWarehouse,
} from '../../shared/adapters/bigquery/warehouse.ts';
import { QueryError, WarehouseUnavailableError } from '../../shared/errors.ts';
import { describeWarehouseContract } from '../contracts/warehouse.ts';
import { attemptRow, BUILD_DATE } from '../contracts/warehouse-rows.ts';
import { PROJECT_ID, startBigQuery, type BigQueryEmulator } from './emulators.ts';

let emulator: BigQueryEmulator;
let warehouses = 0;

beforeAll(async () => {
  emulator = await startBigQuery();
});
afterAll(() => emulator.close());

describeWarehouseContract('BigQuery', () => {
  const { apiEndpoint, storageEndpoint } = emulator;
  const datasetPrefix = `test_${++warehouses}_`;
  const options = { projectId: PROJECT_ID, datasetPrefix, apiEndpoint, storageEndpoint };
  return Promise.resolve(createBigQueryWarehouse(options));
});

describe('a reader', () => {
  function options() {
    const { apiEndpoint, storageEndpoint } = emulator;
    return { projectId: PROJECT_ID, datasetPrefix: 'reader_', apiEndpoint, storageEndpoint };
  }

  it('answers a SELECT, and refuses statements that would change the warehouse', async () => {
    const warehouse = createBigQueryWarehouse(options());
    await warehouse.deploy([]);
    await warehouse.append('test_attempts', [attemptRow(0)]);
    const count = `SELECT COUNT(*) AS n FROM ci_raw.test_attempts WHERE build_date = '${BUILD_DATE}'`;
    const deletion = `DELETE FROM ci_raw.test_attempts WHERE build_date = '${BUILD_DATE}'`;
    const reader = createBigQueryReader(options());
    expect((await reader.query(count)).rows).toEqual([{ n: 1 }]);
    for (const statement of [
      deletion,
      'DROP TABLE ci_raw.test_attempts',
      'CREATE TABLE ci.other AS SELECT 1 AS x',
    ]) {
      await expect(reader.query(statement)).rejects.toThrow(QueryError);
    }
    expect((await warehouse.query(count)).rows).toEqual([{ n: 1 }]);
    // The last one, because the emulator runs a script even if only its kind is asked for.
    await expect(reader.query(`SELECT 1 AS x; ${deletion}`)).rejects.toThrow(QueryError);
    await reader.close();
    await warehouse.close();
  });
});

/** Starts a proxy that forwards connections to a port of this machine and can close them at any time. */
async function startProxy(
  to: number,
): Promise<{ readonly endpoint: string; cut(): void; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const outgoing = connect(to, '127.0.0.1');
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    incoming.pipe(outgoing).pipe(incoming);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
}

describe('a failing BigQuery', () => {
  const count = `SELECT COUNT(DISTINCT ordinal) AS n FROM ci_raw.test_attempts WHERE build_date = '${BUILD_DATE}'`;

  it('is reported as unavailable if the server does not answer', async () => {
    const nowhere = { apiEndpoint: 'http://127.0.0.1:9', storageEndpoint: '127.0.0.1:9' };
    const warehouse = createBigQueryWarehouse({ projectId: PROJECT_ID, ...nowhere });
    const outcomes = await Promise.allSettled([
      warehouse.query('SELECT 1 AS x'),
      warehouse.append('test_attempts', [attemptRow(0)]),
    ]);
    for (const outcome of outcomes) {
      const refused = {
        status: 'rejected',
        reason: expect.any(WarehouseUnavailableError) as unknown,
      };
      expect(outcome).toEqual(refused);
    }
    await warehouse.close();
  });

  it('is reported as unavailable while a table is missing, and accepts rows once it exists', async () => {
    const { apiEndpoint, storageEndpoint } = emulator;
    const options = { projectId: PROJECT_ID, apiEndpoint, storageEndpoint };
    const warehouse = createBigQueryWarehouse(options);
    const append = (): Promise<void> => warehouse.append('test_attempts', [attemptRow(0)]);
    await expect(append()).rejects.toThrow(WarehouseUnavailableError);
    await warehouse.deploy([]);
    await append();
    expect((await warehouse.query(count)).rows).toEqual([{ n: 1 }]);
    await warehouse.close();
  });

  it('accepts every row although its connections are closed', async () => {
    const { apiEndpoint, storageEndpoint } = emulator;
    const proxy = await startProxy(Number(storageEndpoint.split(':')[1]));
    const options = { projectId: PROJECT_ID, datasetPrefix: 'cut_', apiEndpoint };
    const warehouse = createBigQueryWarehouse({ ...options, storageEndpoint: proxy.endpoint });
    await warehouse.deploy([]);
    for (let round = 0; round < 5; round++) {
      const ordinals = Array.from({ length: 10 }, (_, index) => 10 * round + index);
      const appends = ordinals.map((ordinal) =>
        warehouse.append('test_attempts', [attemptRow(ordinal)]),
      );
      await sleep(5 * round);
      proxy.cut();
      await Promise.all(appends);
      proxy.cut();
    }
    expect((await warehouse.query(count)).rows).toEqual([{ n: 50 }]);
    await warehouse.close();
    proxy.close();
  });
});
