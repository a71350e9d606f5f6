import { expect, test } from 'vitest';
import { createDeadLettersHandler } from '../../../../functions/dead-letters/handler.ts';
import { WarehouseUnavailableError } from '../../../../shared/errors.ts';
import { MESSAGE_PUBLISHED } from '../../../../shared/messages/event-message.ts';
import type { Warehouse } from '../../../../shared/ports/warehouse.ts';
import { deadLetterRow } from '../../../../shared/rows/dead-letter-row.ts';
import { attemptRow } from '../../../contracts/warehouse-rows.ts';
import { LATER, MASK, QUIET } from '../../../support/settings.ts';

const ROWS = { version: 1, table: 'test_attempts', common: {}, rows: [attemptRow(0)] };
const OF_LOAD = { table: 'test_attempts', version: '1' };
const OF_COLLECT = { eventType: 'OBJECT_FINALIZE', bucketId: 'b', objectId: 'o' };

/** The attributes that Pub/Sub adds. */
const ADDED = {
  CloudPubSubDeadLetterSourceDeliveryCount: '100',
  CloudPubSubDeadLetterSourceSubscription: 'projects/p/subscriptions/ci-load',
  CloudPubSubDeadLetterSourceSubscriptionProject: 'p',
  CloudPubSubDeadLetterSourceTopicPublishTime: '2026-11-20T08:00:00.123+00:00',
};

function warehouseWith(append: Warehouse['append']): Warehouse {
  const unused = () => Promise.reject(new Error('not used'));
  return {
    deploy: unused,
    hasViews: unused,
    query: unused,
    rebuild: unused,
    replaceSnapshots: unused,
    erase: unused,
    close: unused,
    append,
  };
}

/** Returns the rows that the function appends for a message. */
async function stored(data: string, attributes: Readonly<Record<string, string>>) {
  const rows: unknown[] = [];
  const warehouse = warehouseWith((table, some) => {
    expect(table).toBe('dead_letters');
    rows.push(...some);
    return Promise.resolve();
  });
  const message = {
    data: Buffer.from(data).toString('base64'),
    messageId: 'm2',
    publishTime: '2026-11-20T23:00:00Z',
    attributes,
  };
  const handle = createDeadLettersHandler({ warehouse, clock: LATER, logger: QUIET, mask: MASK });
  await handle({ id: '1', type: MESSAGE_PUBLISHED, data: { message } });
  return rows;
}

test('a forwarded message is stored as it was published, with what Pub/Sub tells of its deliveries', async () => {
  const data = JSON.stringify(ROWS);
  const original = { id: 'm2', data: Buffer.from(data), attributes: OF_LOAD };
  const { dead_letter_id } = deadLetterRow(
    { functionName: 'load', original, errorClass: '', reason: '' },
    0,
  );
  expect(await stored(data, { ...OF_LOAD, ...ADDED })).toEqual([
    {
      // That of the original, so that a replay that fails again is the same dead letter.
      dead_letter_id,
      recorded_date: '2026-11-21',
      recorded_at: '2026-11-21T00:00:00.000Z',
      state: 'waiting',
      function_name: 'load',
      message_id: 'm2',
      subscription: 'ci-load',
      error_class: 'DeliveryAttemptsExhausted',
      reason: 'every delivery failed; the log of the function load has the errors',
      attempts: 100,
      attributes: OF_LOAD,
      data_base64: Buffer.from(data).toString('base64'),
      size_bytes: data.length,
      published_at: '2026-11-20T08:00:00.123Z',
    },
  ]);
});

test.each([
  {
    what: 'a message of rows of a newer version',
    data: JSON.stringify({ ...ROWS, version: 2 }),
    attributes: OF_LOAD,
    expected: {
      function_name: 'load',
      error_class: 'UnknownMessageError',
      reason: 'a message of version 2, and load knows version 1: deploy the newer load',
    },
  },
  {
    what: 'a message of rows that is invalid',
    data: 'no JSON',
    attributes: OF_LOAD,
    expected: { function_name: 'load', error_class: 'InvalidMessageError' },
  },
  {
    what: 'a notification about an object',
    data: '{}',
    attributes: OF_COLLECT,
    expected: { function_name: 'collect', error_class: 'DeliveryAttemptsExhausted' },
  },
  {
    what: 'a message whose failure Pub/Sub tells',
    data: '{}',
    attributes: {
      ...OF_COLLECT,
      CloudPubSubDeadLetterSourceDeliveryErrorMessage: 'password=q7Xv2Kp9Zw4T1r refused',
    },
    expected: { reason: expect.stringMatching(/Pub\/Sub says: password=\(hidden\) refused$/) },
  },
  {
    what: 'a message that was published to the topic itself',
    data: '{}',
    attributes: {},
    expected: { attempts: null, subscription: null, published_at: '2026-11-20T23:00:00.000Z' },
  },
])('$what', async ({ data, attributes, expected }) => {
  expect(await stored(data, attributes)).toMatchObject([expected]);
});

test('a message that cannot be stored is delivered again', async () => {
  const down = new WarehouseUnavailableError('down');
  const warehouse = warehouseWith(() => Promise.reject(down));
  const handle = createDeadLettersHandler({ warehouse, clock: LATER, logger: QUIET, mask: MASK });
  const data = { message: { data: 'e30=' } };
  await expect(handle({ id: '1', type: MESSAGE_PUBLISHED, data })).rejects.toThrow(down);
});
