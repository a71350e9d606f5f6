import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { collectObject } from '../../../../functions/collect/collect-object.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import { MessageTooLargeError } from '../../../../shared/errors.ts';
import type { EventBus } from '../../../../shared/ports/event-bus.ts';
import { BUILD_PATH, finished, junit, started } from '../../../support/build.ts';
import { keepingBus } from '../../../support/keeping-bus.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { LATER, QUIET, SETTINGS } from '../../../support/settings.ts';

const REPOSITORIES = Array.from({ length: 50 }, () => ({
  org: 'o',
  pulls: Array.from({ length: 50 }, (_, number) => ({ number, title: 't'.repeat(4200) })),
}));

/** Collects a build with a file beside `started.json` and `finished.json`; returns its rows and the result of that file. */
async function collectWith(fileName: string, body: string) {
  const store = new MemoryStore();
  store.put(`${BUILD_PATH}started.json`, started());
  store.put(`${BUILD_PATH}finished.json`, finished());
  store.put(BUILD_PATH + fileName, gzipSync(body));
  const messages: Uint8Array[] = [];
  const ports = {
    store,
    bus: keepingBus(messages),
    clock: LATER,
    logger: QUIET,
    settings: SETTINGS,
  };
  const object = { bucket: store.bucket, name: BUILD_PATH + fileName };
  const summary = await collectObject(object, ports);
  return {
    result: summary.find(({ name }) => name === object.name),
    builds: messages
      .map((data) => decodeMessage(data))
      .flatMap(({ table, rows }) => (table === 'builds' ? rows : [])),
  };
}

describe('a build gets its row although a file beside it', () => {
  test('has clone records of more than a message', async () => {
    const record = { refs: { org: 'o', repo: 'r'.repeat(3900) }, final_sha: 'f' };
    const { builds, result } = await collectWith(
      'clone-records.json',
      JSON.stringify(Array.from({ length: 4000 }, () => record)),
    );
    expect(builds).toMatchObject([{ outcome: 'passed', is_clone_failed: false }]);
    expect(result).toMatchObject({ outcome: 'parsed', rows: { builds: 1 } });
  });

  test('has pull requests of more than a message, which are left out', async () => {
    const body = JSON.stringify({ spec: { job: 'j', extra_refs: REPOSITORIES } });
    const { builds, result } = await collectWith('prowjob.json', body);
    expect(builds).toMatchObject([{ outcome: 'passed', extra_refs: null }]);
    expect(result).toMatchObject({
      outcome: 'salvaged',
      reason: 'extra_refs left out: too large',
      rows: { builds: 1 },
    });
  });

  test.each(['{}', '[]', '1', '"",""'])('has millions of elements %s', async (element) => {
    const body = `[${`${element},`.repeat(600_000)}0]`;
    const { builds, result } = await collectWith('clone-records.json', body);
    expect(builds).toMatchObject([{ outcome: 'passed', clones: null }]);
    expect(result).toMatchObject({
      outcome: 'rejected',
      reason: 'JSON of more than 500000 parts',
      rows: { builds: 0 },
    });
  });
});

test('commas and brackets in texts are no parts of a document', async () => {
  const text = '\\"[{,'.repeat(300_000);
  const { result } = await collectWith('prowjob.json', `{"spec":{"job":"${text}"}}`);
  expect(result).toMatchObject({ outcome: 'parsed' });
});

test('a report with a row of more than a message is rejected', async () => {
  const store = new MemoryStore();
  const name = `${BUILD_PATH}artifacts/junit.xml`;
  store.put(`${BUILD_PATH}started.json`, started());
  store.put(name, junit('a:failed'));
  const published: unknown[] = [];
  const bus: EventBus = {
    ...keepingBus([]),
    publish: (_data, { table } = {}) => {
      if (table === 'test_attempts') return Promise.reject(new MessageTooLargeError('too large'));
      published.push(table);
      return Promise.resolve();
    },
  };
  const ports = { store, bus, clock: LATER, logger: QUIET, settings: SETTINGS };
  expect(await collectObject({ bucket: store.bucket, name }, ports)).toEqual([
    { name, outcome: 'rejected', reason: 'too large', rows: { test_attempts: 0 } },
  ]);
  expect(published).toEqual(['ingested_objects']);
});
