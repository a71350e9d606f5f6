import { describe, expect, test } from 'vitest';
import { createCollectHandler } from '../../../../functions/collect/handler.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import { BUILD_PATH, finished, started } from '../../../support/build.ts';
import { keepingBus } from '../../../support/keeping-bus.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { LATER, QUIET, SETTINGS } from '../../../support/settings.ts';

const TYPE = 'google.cloud.storage.object.v1.finalized';

/** Handles an event; returns the rows that it led to, and the names of the objects that were opened. */
async function handle(data: unknown, prefix = '') {
  const store = new MemoryStore('one');
  store.put(`${BUILD_PATH}started.json`, started());
  store.put(`${BUILD_PATH}finished.json`, finished());
  const opened: string[] = [];
  store.beforeOpen = (name) => opened.push(name);
  const messages: Uint8Array[] = [];
  const ports = {
    store,
    bus: keepingBus(messages),
    clock: LATER,
    logger: QUIET,
    settings: SETTINGS,
  };
  const places = [{ bucket: 'one', prefix }];
  await createCollectHandler(ports, places)({ id: '7', type: TYPE, data });
  const rows = messages.flatMap((message) => decodeMessage(message, LATER.now()).rows);
  return { opened, rows };
}

describe('an object is read only from the buckets that are configured', () => {
  const name = `${BUILD_PATH}finished.json`;

  test.each(['', 'logs/', BUILD_PATH])('below the prefix "%s"', async (prefix) => {
    const { rows } = await handle({ bucket: 'one', name }, prefix);
    expect(rows).toMatchObject([{ outcome: 'passed' }, { kind: 'finished' }, { kind: 'started' }]);
  });

  test.each([
    { what: 'another bucket', bucket: 'two', prefix: '' },
    { what: 'a bucket whose name starts like it', bucket: 'one-more', prefix: '' },
    { what: 'another prefix', bucket: 'one', prefix: 'pr-logs/' },
  ])('and not from $what', async ({ bucket, prefix }) => {
    const { opened, rows } = await handle({ bucket, name }, prefix);
    expect(opened).toEqual([]);
    const reason = `gs://${bucket}/${name} is outside of the buckets that are read, which the variable BUCKETS lists`;
    expect(rows).toMatchObject([
      {
        function_name: 'collect',
        state: 'waiting',
        reason,
        attributes: { 'ce-type': TYPE },
        data_base64: Buffer.from(JSON.stringify({ bucket, name })).toString('base64'),
      },
      {
        kind: 'event',
        object_name: '7',
        outcome: 'rejected',
        reason,
      },
    ]);
  });
});

test('an event that is nested too deep to be written is recorded as rejected', async () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  const { rows } = await handle(deep);
  expect(rows).toMatchObject([
    { state: 'waiting', size_bytes: 0 },
    { kind: 'event', outcome: 'rejected', size_bytes: 0 },
  ]);
});
