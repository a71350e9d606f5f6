import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ingest, type IngestSummary } from '../../../functions/cli/pipeline.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { InProcessBus } from '../../../shared/adapters/local/in-process-bus.ts';
import { AccessDeniedError, StoreUnavailableError } from '../../../shared/errors.ts';
import { BUILD_PATH, finished, junit, started } from '../../support/build.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { PIPELINE_VIEWS } from '../../support/pipeline-views.ts';
import { LATER, QUIET, SETTINGS } from '../../support/settings.ts';

const REPORT = `${BUILD_PATH}artifacts/junit_01.xml`;

let store: MemoryStore;
let warehouse: DuckDbWarehouse;

beforeEach(async () => {
  store = new MemoryStore();
  store.put(`${BUILD_PATH}started.json`, started());
  store.put(`${BUILD_PATH}finished.json`, finished());
  store.put(REPORT, junit('a'));
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(PIPELINE_VIEWS);
});

afterEach(() => warehouse.close());

function run(again = false): Promise<IngestSummary> {
  const ports = { createBus: () => new InProcessBus(), clock: LATER, views: () => PIPELINE_VIEWS };
  const source = { store, bucket: store.bucket, prefix: '' };
  const options = { source, warehouse, settings: SETTINGS, again, logger: QUIET };
  return ingest(ports, options, () => undefined);
}

describe('objects to which access is denied', () => {
  let opened: string[];

  beforeEach(() => {
    opened = [];
    store.beforeOpen = (name) => {
      opened.push(name);
      if (name !== `${BUILD_PATH}started.json`) throw new AccessDeniedError('status 403');
    };
  });

  const namesOf = (objects: readonly { readonly name: string }[]): readonly string[] =>
    objects.map(({ name }) => name).sort();
  const denied = [REPORT, `${BUILD_PATH}finished.json`];

  test('are failures once, tried once each, and then left alone', async () => {
    const first = await run();
    expect(namesOf(first.failed)).toEqual(denied);
    expect(opened.filter((name) => name === REPORT)).toHaveLength(1);
    opened = [];
    const second = await run();
    expect(second).toMatchObject({ denied: 2, failures: 0, unchanged: 1 });
    expect(namesOf(second.unread)).toEqual(denied);
    expect(opened).toEqual([]);
  });

  test('are read with --again after a grant', async () => {
    await run();
    store.beforeOpen = () => undefined;
    const { outcomes, failures, denied: left } = await run(true);
    expect({ parsed: outcomes.parsed, failures, left }).toEqual({
      parsed: 3,
      failures: 0,
      left: 0,
    });
    expect(await run()).toMatchObject({ unchanged: 3, denied: 0 });
  });
});

describe('a store that fails for one object', () => {
  test('permanently: the other objects are read, and the failed one is named', async () => {
    store.beforeOpen = (name) => {
      if (name === REPORT) throw new StoreUnavailableError('the network is away');
    };
    const { failed, outcomes } = await run();
    expect(failed).toEqual([{ name: REPORT, reason: 'the network is away' }]);
    expect(outcomes.parsed).toBe(2);
    expect((await warehouse.query('SELECT outcome FROM builds')).rows).toEqual([
      { outcome: 'passed' },
    ]);
  });

  test('once: the object is tried again', async () => {
    let failures = 1;
    store.beforeOpen = (name) => {
      if (name === REPORT && failures-- > 0) throw new StoreUnavailableError('a moment');
    };
    const { failed, outcomes } = await run();
    expect(failed).toEqual([]);
    expect(outcomes.parsed).toBe(3);
  });

  test('permanently: the next run reads the object', async () => {
    store.beforeOpen = (name) => {
      if (name === REPORT) throw new StoreUnavailableError('the network is away');
    };
    await run();
    store.beforeOpen = () => undefined;
    const { failed, unchanged, outcomes } = await run();
    expect({ failed, unchanged, parsed: outcomes.parsed }).toEqual({
      failed: [],
      unchanged: 2,
      parsed: 1,
    });
  });
});
