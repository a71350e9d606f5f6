import { expect, test } from 'vitest';
import { ArrivingBytes } from '../../../../functions/collect/arriving-bytes.ts';
import { collectObject } from '../../../../functions/collect/collect-object.ts';
import { StoreUnavailableError } from '../../../../shared/errors.ts';
import type { StoredObject } from '../../../../shared/ports/artifact-store.ts';
import { BUILD_PATH, started } from '../../../support/build.ts';
import { keepingBus } from '../../../support/keeping-bus.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { LATER, QUIET, SETTINGS } from '../../../support/settings.ts';

/** Yields chunks of a length; `state` counts them, and notes the end. */
async function* chunks(state: { read: number; closed: boolean }, count: number, length = 10) {
  try {
    for (; state.read < count;) {
      await Promise.resolve();
      state.read++;
      yield new Uint8Array(length);
    }
  } finally {
    state.closed = true;
  }
}

test('the end of a reader does not close the object, whose rest can be read', async () => {
  const state = { read: 0, closed: false };
  const bytes = new ArrivingBytes(chunks(state, 5));
  for await (const chunk of bytes) {
    expect(chunk).toHaveLength(10);
    break;
  }
  expect(state).toEqual({ read: 1, closed: false });
  await bytes.readRest();
  expect(state).toEqual({ read: 5, closed: true });
});

test('at most 64 MiB are read after the reader', async () => {
  const state = { read: 0, closed: false };
  const bytes = new ArrivingBytes(chunks(state, 1000, 1024 * 1024));
  await bytes.readRest();
  expect(state).toEqual({ read: 64, closed: false });
  await bytes.close();
  expect(state.closed).toBe(true);
});

test('bytes that were not read are closed', async () => {
  const state = { read: 0, closed: false };
  await new ArrivingBytes(chunks(state, 5)).close();
  expect(state).toEqual({ read: 1, closed: true });
});

const REPORT = `${BUILD_PATH}artifacts/junit_01.xml`;

/** A store whose bytes turn out to be damaged at their end, as a wrong checksum shows. */
class DamagingStore extends MemoryStore {
  override async open(bucket: string, name: string): Promise<StoredObject | undefined> {
    const object = await super.open(bucket, name);
    if (object === undefined || name !== REPORT) return object;
    return { ...object, bytes: damaged(object.bytes) };
  }
}

async function* damaged(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* bytes;
  throw new StoreUnavailableError('its bytes have another checksum');
}

test.each([
  { about: 'salvaged', body: '<testsuite><testcase name="a"/><testcase name="b"></tEstcase>' },
  { about: 'rejected', body: 'no report at all' },
  { about: 'parsed', body: '<testsuite><testcase name="a"/></testsuite>' },
])(
  'a report that would be $about, but was damaged on its way, is tried again',
  async ({ body }) => {
    const store = new DamagingStore();
    store.put(`${BUILD_PATH}started.json`, started());
    store.put(REPORT, body);
    const messages: Uint8Array[] = [];
    const ports = { store, bus: keepingBus(messages), clock: LATER, logger: QUIET };
    const collecting = collectObject(
      { bucket: store.bucket, name: REPORT },
      { ...ports, settings: SETTINGS },
    );
    await expect(collecting).rejects.toThrow(StoreUnavailableError);
    expect(messages.filter((data) => Buffer.from(data).includes('ingested_objects'))).toEqual([]);
  },
);
