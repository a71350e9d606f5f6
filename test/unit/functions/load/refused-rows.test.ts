import { expect, test } from 'vitest';
import { load } from '../../../../functions/load/handler.ts';
import { RefusedRowsError, WarehouseUnavailableError } from '../../../../shared/errors.ts';
import type { Warehouse } from '../../../../shared/ports/warehouse.ts';
import { attemptRow } from '../../../contracts/warehouse-rows.ts';
import { MASK } from '../../../support/settings.ts';

const MESSAGE = {
  id: 'm1',
  data: Buffer.from(
    JSON.stringify({ version: 1, table: 'test_attempts', common: {}, rows: [attemptRow(0)] }),
  ),
  attributes: {},
};

/** Returns a warehouse that fails appends to `test_attempts`, and what is appended to other tables. */
function warehouseThatThrows(error: Error) {
  const appended: unknown[] = [];
  const unused = () => Promise.reject(new Error('not used'));
  const warehouse: Warehouse = {
    deploy: unused,
    hasViews: unused,
    query: unused,
    rebuild: unused,
    replaceSnapshots: unused,
    erase: unused,
    close: unused,
    append: (table, rows) => {
      if (table === 'test_attempts') return Promise.reject(error);
      appended.push(...rows);
      return Promise.resolve();
    },
  };
  const ports = {
    warehouse,
    clock: { now: () => 0 },
    logger: { log: () => undefined },
    mask: MASK,
  };
  return { ports, appended };
}

test('a message with refused rows is a dead letter with its reason and its bytes, is rejected in the ledger, and not delivered again', async () => {
  const error = new RefusedRowsError('test_attempts', [{ index: 0, reason: 'out of bounds' }]);
  const { ports, appended } = warehouseThatThrows(error);
  await load(MESSAGE, ports);
  const reason = '1 rows of test_attempts were refused and the others stored: row 1: out of bounds';
  expect(appended).toMatchObject([
    {
      state: 'waiting',
      function_name: 'load',
      message_id: 'm1',
      error_class: 'RefusedRowsError',
      reason,
      data_base64: MESSAGE.data.toString('base64'),
    },
    {
      bucket: 'messages',
      object_name: 'm1',
      outcome: 'rejected',
      reason,
    },
  ]);
});

test('a rejected message is delivered again if it cannot be stored as a dead letter', async () => {
  const error = new RefusedRowsError('test_attempts', [{ index: 0, reason: 'out of bounds' }]);
  const { ports } = warehouseThatThrows(error);
  const append: Warehouse['append'] = (table, rows) =>
    table === 'dead_letters'
      ? Promise.reject(new WarehouseUnavailableError('disk full'))
      : ports.warehouse.append(table, rows);
  const failing = { ...ports, warehouse: { ...ports.warehouse, append } };
  await expect(load(MESSAGE, failing)).rejects.toThrow('disk full');
});

test('a message is delivered again when the warehouse is unavailable', async () => {
  const { ports, appended } = warehouseThatThrows(new WarehouseUnavailableError('down'));
  await expect(load(MESSAGE, ports)).rejects.toThrow(WarehouseUnavailableError);
  expect(appended).toEqual([]);
});
