import { expect, test } from 'vitest';
import { collectObject } from '../../../../functions/collect/collect-object.ts';
import { AccessDeniedError } from '../../../../shared/errors.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import { BUILD_PATH, finished, started } from '../../../support/build.ts';
import { keepingBus } from '../../../support/keeping-bus.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { LATER, QUIET, SETTINGS } from '../../../support/settings.ts';

const FINISHED = `${BUILD_PATH}finished.json`;
const REPORT = `${BUILD_PATH}artifacts/junit_01.xml`;

/** Returns a build in a bucket that must not be listed: access to objects that do not exist is denied. */
function buildInUnlistedBucket(readable: readonly string[]): MemoryStore {
  const store = new MemoryStore();
  store.put(`${BUILD_PATH}started.json`, started());
  store.put(FINISHED, finished());
  store.put(REPORT, '<testsuite><testcase name="a"/></testsuite>');
  store.beforeOpen = (name) => {
    if (!readable.includes(name)) throw new AccessDeniedError(`cannot read ${name}: status 403`);
  };
  return store;
}

async function collected(store: MemoryStore, name: string) {
  const messages: Uint8Array[] = [];
  const ports = { store, bus: keepingBus(messages), clock: LATER, logger: QUIET };
  await collectObject({ bucket: store.bucket, name }, { ...ports, settings: SETTINGS });
  return messages.map((data) => decodeMessage(data));
}

test('a build gets its row although access to its missing files is denied, and its ledger says so', async () => {
  const [builds, ledger] = await collected(buildInUnlistedBucket([FINISHED]), FINISHED);
  expect(builds?.rows).toEqual([expect.objectContaining({ object_name: BUILD_PATH })]);
  const warning = expect.stringMatching(/counts as missing, because access to it is denied: .*403/);
  expect(ledger?.rows).toEqual([
    expect.objectContaining({
      object_name: FINISHED,
      outcome: 'parsed',
      warnings: expect.arrayContaining([warning]),
    }),
  ]);
});

test('a report is read although access to the missing started.json is denied', async () => {
  const messages = await collected(buildInUnlistedBucket([REPORT, FINISHED]), REPORT);
  expect(messages.map(({ table }) => table)).toEqual(['test_attempts', 'ingested_objects']);
});

test.each([FINISHED, REPORT])(
  'an event fails if access to its own object %s is denied',
  async (name) => {
    await expect(collected(buildInUnlistedBucket([]), name)).rejects.toThrow(AccessDeniedError);
  },
);
