import { expect, test } from 'vitest';
import { collectObject } from '../../../../functions/collect/collect-object.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import type { BuildsRow, IngestedObjectsRow } from '../../../../shared/schema/tables.ts';
import type { Policies } from '../../../../shared/policy/policies.ts';
import { BUILD_PATH, started } from '../../../support/build.ts';
import { keepingBus } from '../../../support/keeping-bus.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { POLICIES } from '../../../support/policies.ts';
import { LATER, QUIET, SETTINGS } from '../../../support/settings.ts';

const { dimensions } = POLICIES;

/** Policies with another cloud, as after a change of `dimensions.json`. */
const WITH_MOON: Policies = {
  ...POLICIES,
  dimensions: {
    ...dimensions,
    version: dimensions.version + 1,
    clouds: { ...dimensions.clouds, moon: { synonyms: [], labels: ['preset-moon'] } },
  },
};

/** Collects a build by its prowjob.json and returns its published rows: of the build, and of the ledger. */
async function collected(policies: Policies) {
  const store = new MemoryStore();
  const prowjob = { metadata: { labels: { 'preset-moon': 'true' } }, spec: { job: 'j' } };
  store.put(`${BUILD_PATH}started.json`, started());
  store.put(`${BUILD_PATH}prowjob.json`, JSON.stringify(prowjob));
  const messages: Uint8Array[] = [];
  const settings = { ...SETTINGS, policies };
  const ports = { store, bus: keepingBus(messages), clock: LATER, logger: QUIET, settings };
  await collectObject({ bucket: store.bucket, name: `${BUILD_PATH}prowjob.json` }, ports);
  const rows = messages.map((data) => decodeMessage(data));
  return {
    builds: rows
      .filter(({ table }) => table === 'builds')
      .flatMap((message) => message.rows as readonly BuildsRow[]),
    ledger: rows
      .filter(({ table }) => table === 'ingested_objects')
      .flatMap((message) => message.rows as readonly IngestedObjectsRow[]),
  };
}

test('a new version of a policy gives the same files a row with another key', async () => {
  const [before, after] = [await collected(POLICIES), await collected(WITH_MOON)];
  const [old] = before.builds;
  const version = Number(old?.parser_version);
  expect(before.builds).toEqual([expect.not.objectContaining({ cloud: 'moon' })]);
  expect(after.builds).toEqual([
    expect.objectContaining({
      cloud: 'moon',
      generation: old?.generation,
      parser_version: version + 1,
    }),
  ]);
  expect(before.ledger.map((row) => row.parser_version)).toEqual([version, version]);
  expect(after.ledger.map((row) => row.parser_version)).toEqual([version + 1, version + 1]);
});
