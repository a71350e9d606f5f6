import { expect, test } from '@jest/globals';
import { collect } from '../../functions/collect/handler.ts';
import { MessageTooLargeError } from '../../shared/errors/errors.ts';
import { decodeMessage } from '../../shared/messages/message.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import { BUILD_PATH, finished, started } from '../support/build.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { LATER, QUIET, SETTINGS } from '../support/settings.ts';

const MOST_BYTES = 10_000_000;

/** Keeps what is published, and takes no more than any bus does. */
function keepingBus(messages: Uint8Array[]): EventBus {
  return {
    publish: (data) => {
      if (data.length > MOST_BYTES) return Promise.reject(new MessageTooLargeError('too large'));
      messages.push(data);
      return Promise.resolve();
    },
    subscribe: () => Promise.reject(new Error('nobody listens')),
    close: () => Promise.resolve(),
  };
}

test('a build whose files say more than a message carries is collected all the same', async () => {
  const long = '\u20ac'.repeat(4000);
  const annotations = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`a${i}`, long]));
  const extra_refs = Array.from({ length: 250 }, () => ({ org: long, repo: long, base_ref: long }));
  const store = new MemoryStore();
  store.put(`${BUILD_PATH}started.json`, started());
  store.put(`${BUILD_PATH}finished.json`, finished());
  store.put(
    `${BUILD_PATH}prowjob.json`,
    JSON.stringify({ metadata: { annotations }, spec: { job: 'j', extra_refs } }),
  );
  const messages: Uint8Array[] = [];
  const ports = {
    store,
    bus: keepingBus(messages),
    clock: LATER,
    logger: QUIET,
    settings: SETTINGS,
  };
  const name = `${BUILD_PATH}finished.json`;
  const summary = await collect({ bucket: store.bucket, name }, ports);
  expect(summary.map((object) => object.name)).toContain(name);
  expect(messages.map((data) => decodeMessage(data).table)).toContain('ingested_objects');
});
