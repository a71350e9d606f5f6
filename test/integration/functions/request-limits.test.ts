import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFunction, type RunningFunction } from '../../emulator/functions.ts';

/** Nothing listens there: no request of these tests gets so far. */
const NOWHERE = '127.0.0.1:1';
const MIB = 1024 * 1024;

const HEADERS = {
  'ce-specversion': '1.0',
  'ce-id': '1',
  'ce-source': '//test',
  'ce-type': 'google.cloud.storage.object.v1.finalized',
  'content-type': 'application/json',
};

/** An event about an object of no known kind, which is done after a look at its name. */
const EVENT = JSON.stringify({ bucket: 'b', name: 'logs/job/1/kubelet.log' });

const COLLECT = {
  GOOGLE_CLOUD_PROJECT: 'p',
  TOPIC: 't',
  BUCKETS: 'bucket',
  STORAGE_ENDPOINT: `http://${NOWHERE}`,
  PUBSUB_EMULATOR_HOST: NOWHERE,
};

const LOAD = {
  WAREHOUSE: 'bigquery:my-project',
  BIGQUERY_ENDPOINT: `http://${NOWHERE}`,
  BIGQUERY_STORAGE_ENDPOINT: NOWHERE,
};

let collect: RunningFunction;
let load: RunningFunction;

beforeAll(async () => {
  collect = await startFunction('collect', COLLECT);
  load = await startFunction('load', LOAD);
});

afterAll(async () => {
  await collect.close();
  await load.close();
});

async function post(to: RunningFunction, request: RequestInit): Promise<number> {
  const response = await fetch(to.endpointFor('t'), { method: 'POST', ...request });
  await response.text();
  return response.status;
}

/** Returns the status of an answer; `undefined` if the function ended the connection. */
async function statusUnlessEnded(
  to: RunningFunction,
  request: RequestInit,
): Promise<number | undefined> {
  try {
    return await post(to, request);
  } catch {
    return undefined;
  }
}

/** Returns a body whose length is not told. */
function chunked(...chunks: readonly string[]): RequestInit {
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(Buffer.from(chunk));
      controller.close();
    },
  });
  return { body, duplex: 'half' };
}

describe('collect', () => {
  const expectAlive = async (): Promise<void> => {
    expect(await post(collect, { headers: HEADERS, body: EVENT })).toBe(204);
  };

  test('takes an event, and one whose length is not told', async () => {
    await expectAlive();
    const request = chunked(EVENT.slice(0, 5), EVENT.slice(5));
    expect(await post(collect, { headers: HEADERS, ...request })).toBe(204);
  });

  test('refuses a compressed body without unpacking it', async () => {
    const body = gzipSync(Buffer.alloc(64 * MIB, '['));
    const headers = { ...HEADERS, 'content-encoding': 'gzip' };
    expect(await post(collect, { headers, body })).toBe(415);
    await expectAlive();
  });

  test('refuses a body that is larger than an event', async () => {
    const body = `{"bucket":"${'x'.repeat(2 * MIB)}"}`;
    expect([413, undefined]).toContain(
      await statusUnlessEnded(collect, { headers: HEADERS, body }),
    );
    await expectAlive();
  });

  test('ends the connection of a body that becomes larger', async () => {
    const request = chunked(...Array.from({ length: 8 }, () => 'x'.repeat(MIB)));
    expect(await statusUnlessEnded(collect, { headers: HEADERS, ...request })).toBeUndefined();
    await expectAlive();
  });
});

describe('load', () => {
  const headers = { ...HEADERS, 'ce-type': 'google.cloud.pubsub.topic.v1.messagePublished' };
  const message = (bytes: number): string =>
    JSON.stringify({
      message: {
        data: Buffer.from(`{"version":99,"table":"${'x'.repeat(bytes)}"}`).toString('base64'),
      },
    });

  test('takes a message of the size that Pub/Sub allows, which fails because its version is unknown', async () => {
    expect(await post(load, { headers, body: message(9_900_000) })).toBe(500);
  });

  test('refuses a body of 100 MB, and goes on', async () => {
    const body = Buffer.alloc(100_000_000, '[');
    expect([413, undefined]).toContain(await statusUnlessEnded(load, { headers, body }));
    expect(await post(load, { headers, body: message(10) })).toBe(500);
  });
});
