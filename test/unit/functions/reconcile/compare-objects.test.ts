import { describe, expect, test } from 'vitest';
import {
  compareObjects,
  rangesOf,
  type LedgerComparison,
} from '../../../../functions/reconcile/compare-objects.ts';
import {
  NONE_INCOMPLETE,
  type Ledger,
  type LedgerEntry,
  type ListedNames,
  type NameRange,
} from '../../../../functions/reconcile/ledger.ts';
import type { ObjectFilter } from '../../../../functions/reconcile/object-filter.ts';
import { Tally } from '../../../../functions/reconcile/tally.ts';
import { parserVersionOf } from '../../../../shared/artifacts/registry.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { SETTINGS } from '../../../support/settings.ts';
import { hugeLedger, hugeStore, objectAt, positionOf } from './listing.ts';

const PARSER = parserVersionOf('started', SETTINGS.policies);

const entry = (name: string, fields: Partial<LedgerEntry> = {}): LedgerEntry => ({
  name,
  generation: '1700000000000001',
  parserVersion: PARSER,
  kind: 'started',
  job: 'j',
  updatedAt: '2026-11-20T12:00:00.000Z',
  isMoved: false,
  denied: null,
  withdrawn: { until: null, generations: [] },
  ...fields,
});

const withdrawn = (until: string | null, ...generations: readonly string[]) => ({
  until,
  generations,
});

/** A ledger with entries, and the ranges that were asked for. */
function ledgerOf(
  entries: readonly LedgerEntry[],
  incomplete: readonly string[] = [],
  isGivenUp = false,
) {
  const ranges: NameRange[] = [];
  const ledger: Ledger = {
    async *entries(range) {
      ranges.push(range);
      const { prefix, first, after, last } = range;
      for (const one of entries) {
        const { name } = one;
        const isIn = name >= first && name > after && (last === undefined || name <= last);
        if (isIn && name.startsWith(prefix)) yield await Promise.resolve(one);
      }
    },
    incomplete: () =>
      Promise.resolve(new Map(incomplete.map((key) => [key, { isGivenUp, reason: 'r' }]))),
  };
  return { ledger, ranges };
}

async function statesOf(comparison: Omit<LedgerComparison, 'naming'>): Promise<object> {
  const counts = { seen: 0, otherKinds: 0, filtered: 0 };
  const states: Record<string, string> = {};
  for await (const { object, state } of compareObjects({ ...comparison, naming: SETTINGS }, counts))
    states[object.name] = state;
  return { ...counts, states };
}

describe('an object', () => {
  const name = 'logs/j/1/started.json';

  test.each<[string, LedgerEntry[], string[]]>([
    ['complete', [entry(name)], []],
    ['complete', [entry(name, { generation: '1700000000000002' })], []],
    ['complete', [entry(name, { parserVersion: PARSER + 1 })], []],
    ['missing', [], []],
    ['stale', [entry(name, { generation: '1699999999999999' })], []],
    ['stale', [entry(name, { isMoved: true })], []],
    ['older_parser', [entry(name, { parserVersion: PARSER - 1 })], []],
    ['short', [entry(name)], ['logs/j/1/']],
    ['withdrawn', [entry(name, { withdrawn: withdrawn('1700000000000001') })], []],
    ['stale', [entry(name, { generation: '-1', withdrawn: withdrawn('1700000000000000') })], []],
    ['withdrawn', [entry(name, { withdrawn: withdrawn(null, '1700000000000001') })], []],
    ['complete', [entry(name, { withdrawn: withdrawn(null, '1800000000000000') })], []],
  ])('is %s', async (state, entries, incomplete) => {
    const store = new MemoryStore();
    store.put(name, '{}');
    const { ledger } = ledgerOf(entries, incomplete);
    const source = { store, bucket: store.bucket, prefix: '' };
    expect(await statesOf({ source, ledger })).toMatchObject({ states: { [name]: state } });
  });
});

test('objects that a filter leaves out are counted, and neither missing nor deleted', async () => {
  const store = new MemoryStore();
  store.put('logs/a/1/started.json', '{}', '2026-11-19T23:59:59.999Z');
  store.put('logs/a/2/started.json', '{}', '2026-11-20T00:00:00.000Z');
  store.put('logs/b/3/started.json', '{}', '2026-11-20T00:00:00.000Z');
  store.put('logs/a/4/started.json', '{}', '2026-11-21T00:00:00.000Z');
  store.put('logs/a/4/noise.txt', '');
  const gone = ['logs/a/5/started.json', 'logs/b/6/started.json'];
  const { ledger } = ledgerOf(gone.map((name) => entry(name, { job: name.split('/')[1] ?? '' })));
  const filter: ObjectFilter = {
    jobs: ['a*'],
    since: '2026-11-20T00:00:00.000Z',
    until: '2026-11-21T00:00:00.000Z',
  };
  const deleted: string[] = [];
  const source = { store, bucket: store.bucket, prefix: '' };
  const onDeleted = (one: LedgerEntry) => deleted.push(one.name);
  expect(await statesOf({ source, ledger, filter, onDeleted })).toEqual({
    seen: 5,
    otherKinds: 1,
    filtered: 3,
    states: { 'logs/a/2/started.json': 'missing' },
  });
  expect(deleted).toEqual(['logs/a/5/started.json']);
});

test('the ranges of the ledger meet, begin where the listing begins, and the last one is open', async () => {
  const { ledger, ranges } = ledgerOf([]);
  const source = { store: hugeStore(2000), bucket: 'b', prefix: 'logs/' };
  await statesOf({ source, ledger, ranges: rangesOf('logs/', {}, 'logs/job/') });
  const last = objectAt(1001).name;
  const common = { bucket: 'b', prefix: 'logs/', first: 'logs/job/' };
  // Pages do not separate the files of a build: the first one has 1000 objects and the rest of a build.
  expect(ranges).toEqual([
    { ...common, after: '', last: objectAt(1001).name },
    { ...common, after: last, last: undefined },
  ]);
});

test('memory does not grow with the bucket, nor with what the ledger has of objects that are gone', async () => {
  const objects = 60_000;
  const tally = new Tally();
  const source = { store: hugeStore(objects), bucket: 'b', prefix: '' };
  const asked: ListedNames[] = [];
  const ledger: Ledger = {
    ...hugeLedger(objects),
    incomplete: (names) => {
      asked.push(names);
      return Promise.resolve(NONE_INCOMPLETE);
    },
  };
  const comparison = {
    source,
    ledger,
    naming: SETTINGS,
    onDeleted: tally.addDeleted.bind(tally),
  };
  const counts = { seen: 0, otherKinds: 0, filtered: 0 };
  let compared = 0;
  let held = 0;
  for await (const one of compareObjects(comparison, counts)) {
    tally.add(one);
    held = Math.max(held, counts.seen - compared++);
  }
  // A page, and the rest of its last build.
  expect(held).toBeLessThanOrEqual(20_003);
  // Objects that lack rows are asked for by the same pages, each once.
  const positions = asked.map(({ first, last }) => [positionOf(first), positionOf(last)] as const);
  expect(Math.max(...positions.map(([first, last]) => last - first))).toBeLessThanOrEqual(20_003);
  const begins = positions.map(([first]) => first);
  expect(begins).toEqual([0, ...positions.slice(0, -1).map(([, last]) => last + 1)]);
  expect(positions.at(-1)?.[1]).toBe(objects - 1);
  const rows = tally.rows();
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  expect({
    seen: counts.seen,
    listed: sum(({ listed }) => listed),
    missing: sum(({ missing }) => missing),
    deleted: sum(({ deleted }) => deleted),
    dates: rows.length,
  }).toEqual({ seen: objects, listed: objects, missing: 60, deleted: 120_000, dates: 3 });
});
