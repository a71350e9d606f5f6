import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { cloudEvent } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { CloudEvent, HTTP, type Message } from 'cloudevents';
import { createCollectHandler } from '../../../functions/collect/handler.ts';
import { createLoadHandler } from '../../../functions/load/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { publishingBus } from '../../support/publishing-bus.ts';
import { BUILD_PATH, finished, junit, prowjob, started } from '../../support/build.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { LATER, MASK, QUIET, SETTINGS } from '../../support/settings.ts';
import { listen, send } from './server.ts';

const FINALIZED = 'google.cloud.storage.object.v1.finalized';
const PUBLISHED = 'google.cloud.pubsub.topic.v1.messagePublished';

let store: MemoryStore;
let warehouse: DuckDbWarehouse;
let collectServer: Server;
let loadServer: Server;
let published: Message[] = [];

/** Posts each message to the running function `load`, as a push subscription of Pub/Sub does. */
const bus = publishingBus(async (data, attributes) => {
  const message = { data: Buffer.from(data).toString('base64'), messageId: '1', attributes };
  const event = HTTP.structured(eventOf(PUBLISHED, { message, subscription: 's' }));
  published.push(event);
  const status = await post(loadServer, event);
  if (status !== 204) throw new Error(`load answered ${status}`);
});

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
  cloudEvent('load', createLoadHandler({ warehouse, clock: LATER, logger: QUIET, mask: MASK }));
  cloudEvent('collect', (event: unknown) =>
    createCollectHandler({ store, bus, clock: LATER, logger: QUIET, settings: SETTINGS }, [
      { bucket: store.bucket, prefix: 'logs/' },
    ])(event),
  );
  loadServer = await listen(getTestServer('load'));
  collectServer = await listen(getTestServer('collect'));
});

afterAll(async () => {
  collectServer.close();
  loadServer.close();
  await warehouse.close();
});

beforeEach(() => {
  store = new MemoryStore();
  published = [];
  // The framework prints the stack of an error that a function throws.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

describe.each([
  { mode: 'structured', encode: HTTP.structured },
  { mode: 'binary', encode: HTTP.binary },
])('a CloudEvent in $mode mode', ({ mode, encode }) => {
  const notify = (name: string): Promise<number> =>
    post(collectServer, encode(eventOf(FINALIZED, { bucket: store.bucket, name })));

  test('becomes rows', async () => {
    const path = BUILD_PATH.replace('e2e-kops', mode);
    store.put(`${path}started.json`, started());
    store.put(`${path}finished.json`, finished(false));
    store.put(`${path}prowjob.json`, prowjob('failure'));
    store.put(`${path}artifacts/junit_01.xml`, junit('a:passed', 'b:failed', 'c:skipped'));
    for (const name of store.names) expect(await notify(name)).toBe(204);

    const builds = await warehouse.query(
      `SELECT job, outcome FROM builds WHERE object_name = '${path}'`,
    );
    expect(builds.rows).toEqual([{ job: path.split('/')[1], outcome: 'failed' }]);
    const attempts = await warehouse.query(
      `SELECT test_name, outcome FROM test_attempts WHERE build_path = '${path}' ORDER BY test_name`,
    );
    expect(attempts.rows).toEqual([
      { test_name: 'a', outcome: 'passed' },
      { test_name: 'b', outcome: 'failed' },
    ]);
  });

  test('about an object of an unknown kind is acknowledged and gives nothing', async () => {
    expect(await notify('logs/job/1/artifacts/kubelet.log')).toBe(204);
    expect(published).toEqual([]);
  });

  test('is delivered again while the build has no started.json', async () => {
    const path = `logs/${mode}-early/1991387062838034432/`;
    store.put(`${path}artifacts/junit.xml`, junit('a'), new Date(LATER.now()).toISOString());
    expect(await notify(`${path}artifacts/junit.xml`)).toBe(500);
    expect(published).toEqual([]);
  });
});

test('a notification of another project’s bucket becomes rows', async () => {
  const path = 'logs/notified/1991387062838034432/';
  store.put(`${path}finished.json`, finished());
  const attributes = {
    eventType: 'OBJECT_FINALIZE',
    payloadFormat: 'JSON_API_V1',
    bucketId: store.bucket,
    objectId: `${path}finished.json`,
    objectGeneration: '1',
  };
  const message = { data: Buffer.from('{}').toString('base64'), messageId: '7', attributes };
  expect(await post(collectServer, HTTP.binary(eventOf(PUBLISHED, { message })))).toBe(204);
  const { rows } = await warehouse.query("SELECT outcome FROM builds WHERE job = 'notified'");
  expect(rows).toEqual([{ outcome: 'passed' }]);
});

test.each([
  {
    what: 'an invalid event',
    server: () => collectServer,
    type: FINALIZED,
    data: {},
    kind: 'event',
  },
  {
    what: 'an invalid message',
    server: () => loadServer,
    type: PUBLISHED,
    data: { message: { data: 'e30=', messageId: '9' } },
    kind: 'message',
  },
])(
  '$what is acknowledged and recorded as rejected, and its original is kept',
  async ({ server, type, data, kind }) => {
    expect(await post(server(), HTTP.binary(eventOf(type, data)))).toBe(204);
    const { rows } = await warehouse.query(
      `SELECT outcome, reason FROM ingested_objects WHERE kind = '${kind}'`,
    );
    expect(rows).toEqual([{ outcome: 'rejected', reason: expect.stringContaining('invalid') }]);
    const letters = await warehouse.query(
      `SELECT function_name, data_base64 FROM ci_raw.dead_letters WHERE function_name = '${kind === 'event' ? 'collect' : 'load'}'`,
    );
    expect(letters.rows).toMatchObject([{ data_base64: 'e30=' }]);
  },
);

test('a failing store makes the event fail', async () => {
  store.put('logs/j/1/finished.json', finished());
  store.beforeOpen = () => {
    throw new Error('the network is away');
  };
  const event = eventOf(FINALIZED, { bucket: store.bucket, name: 'logs/j/1/finished.json' });
  expect(await post(collectServer, HTTP.binary(event))).toBe(500);
});

function eventOf(type: string, data: object): CloudEvent<object> {
  return new CloudEvent({
    type,
    source: '//test',
    subject: 's',
    data,
    datacontenttype: 'application/json',
  });
}

/** Posts an event and returns the status of the answer. */
async function post(server: Server, { headers, body }: Message): Promise<number> {
  const response = await send(server, {
    headers: headers as Record<string, string>,
    body: body as string,
  });
  await response.body?.cancel();
  return response.status;
}
