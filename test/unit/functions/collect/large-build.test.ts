import { expect, test } from 'vitest';
import { collectObject } from '../../../../functions/collect/collect-object.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import { BUILD_PATH, finished, started } from '../../../support/build.ts';
import { keepingBus } from '../../../support/keeping-bus.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { LATER, QUIET, SETTINGS } from '../../../support/settings.ts';

test('a build whose files contain more than fits into a message is collected', async () => {
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
  const summary = await collectObject({ bucket: store.bucket, name }, ports);
  expect(summary.map((object) => object.name)).toContain(name);
  expect(messages.map((data) => decodeMessage(data).table)).toContain('ingested_objects');
});
