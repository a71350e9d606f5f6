import { expect, test } from 'vitest';
import { gzipSync } from 'node:zlib';
import { collectObject } from '../../../../functions/collect/collect-object.ts';
import { PARSER_VERSION } from '../../../../shared/domain/identity.ts';
import { NotReadyError } from '../../../../shared/errors.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import { BUILD_PATH, started } from '../../../support/build.ts';
import { keepingBus } from '../../../support/keeping-bus.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { LATER, QUIET, SETTINGS } from '../../../support/settings.ts';
import { POLICIES } from '../../../support/policies.ts';

const NAME = `${BUILD_PATH}build-log.txt`;

/** Collects the log and returns the published rows by table. */
async function collected(store: MemoryStore, now = LATER.now()) {
  const messages: Uint8Array[] = [];
  const clock = { now: () => now };
  const ports = { store, bus: keepingBus(messages), clock, logger: QUIET, settings: SETTINGS };
  await collectObject({ bucket: store.bucket, name: NAME }, ports);
  const decoded = messages.map((data) => decodeMessage(data));
  const rowsOf = (table: string) =>
    decoded.filter((message) => message.table === table).flatMap(({ rows }) => rows);
  return { findings: rowsOf('log_findings'), ledger: rowsOf('ingested_objects') };
}

function storeWith(log: string | Uint8Array): MemoryStore {
  const store = new MemoryStore();
  store.put(`${BUILD_PATH}started.json`, started());
  store.put(NAME, log);
  return store;
}

const VERSION = PARSER_VERSION * 1000 + POLICIES.symptoms.version + POLICIES.secrets.version;

test('the findings of a log are rows of its build', async () => {
  const log = 'VpcLimitExceeded\nGot project p-1 from boskos\n';
  const { findings, ledger } = await collected(storeWith(log));
  const key = { object_name: NAME, build_path: BUILD_PATH, parser_version: VERSION };
  expect(findings).toEqual([
    expect.objectContaining({ ...key, build_date: '2025-11-21', ordinal: 0, finding: 'aws_quota' }),
    expect.objectContaining({ ...key, ordinal: 1, finding: 'lease', value: 'p-1' }),
    expect.objectContaining({ ...key, ordinal: 2, finding: 'lease_pool', value: 'gce-project' }),
  ]);
  expect(ledger).toEqual([
    expect.objectContaining({
      object_name: NAME,
      kind: 'build_log',
      parser_version: VERSION,
      outcome: 'parsed',
      log_findings_rows: 3,
    }),
  ]);
});

test('a log without findings has a row in the ledger', async () => {
  const { findings, ledger } = await collected(storeWith('all is well\n'));
  expect(findings).toEqual([]);
  expect(ledger).toEqual([expect.objectContaining({ outcome: 'parsed', log_findings_rows: 0 })]);
});

test('the readable part of a damaged log is salvaged, and the ledger contains the reason', async () => {
  const noise = Array.from({ length: 4000 }, (_, i) => `line ${i} ${Math.imul(i, 2654435761)}`);
  const damaged = gzipSync(`VpcLimitExceeded\n${noise.join('\n')}`);
  damaged.fill(0xff, damaged.length / 2);
  const { findings, ledger } = await collected(storeWith(damaged));
  expect(findings).toHaveLength(1);
  expect(ledger).toEqual([
    expect.objectContaining({ outcome: 'salvaged', reason: expect.stringMatching(/gzip/) }),
  ]);
});

test('a log whose build has no started.json yet is retried later', async () => {
  const store = new MemoryStore();
  store.put(NAME, 'VpcLimitExceeded\n');
  const soon = Date.parse('2026-11-20T12:00:10Z');
  await expect(collected(store, soon)).rejects.toThrow(NotReadyError);
});

test('a log whose build has an unreadable started.json is read, with the date of its build number', async () => {
  const store = storeWith('VpcLimitExceeded\n');
  store.put(`${BUILD_PATH}started.json`, '{"timestamp": 17636');
  const soon = Date.parse('2026-11-20T12:00:10Z');
  const { findings } = await collected(store, soon);
  expect(findings).toEqual([expect.objectContaining({ build_date: '2025-11-20' })]);
});

test('a log outside of the folders of builds is ignored', async () => {
  const store = new MemoryStore();
  const name = `${BUILD_PATH}artifacts/node-1/build-log.txt`;
  store.put(name, 'VpcLimitExceeded\n');
  const messages: Uint8Array[] = [];
  const ports = {
    store,
    bus: keepingBus(messages),
    clock: LATER,
    logger: QUIET,
    settings: SETTINGS,
  };
  expect(await collectObject({ bucket: store.bucket, name }, ports)).toEqual([]);
  expect(messages).toEqual([]);
});
