import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { BUILD_PATH, finished, junit, prowjob, started } from '../../support/build.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { Line, type Delivery } from './line.ts';
import { budget } from '../../support/budget.ts';

/** The versions of each object of a build, in the order of their writing. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  'started.json': [started(), started(1763683260)],
  'finished.json': [finished(false), finished(true), '{"timestamp": 17'],
  'prowjob.json': [prowjob('pending'), prowjob('failure'), prowjob('success')],
  'artifacts/junit_01.xml': [
    junit('a:passed', 'b:failed', 'b:passed', 'c:skipped'),
    junit('a:failed'),
    '<html></html>',
    junit('a:passed', 'z:retired'),
  ],
  'artifacts/junit_02.xml': [junit('a:failed', 'd:errored'), junit().slice(0, -5)],
};

const FILES = Object.keys(VERSIONS);

type Step =
  | { readonly do: 'write'; readonly file: string }
  | { readonly do: 'deliver'; readonly delivery: Delivery };

const deliver = (name: string): Step => ({
  do: 'deliver',
  delivery: { name: BUILD_PATH + name, parser: 'new' },
});

const write = (name: string): Step => ({ do: 'write', file: name });

/** Schedules that failed once, or that would fail with a simpler rule. */
const KNOWN: readonly (readonly Step[])[] = [
  // The newest finished.json is damaged: the one before it does not count any more.
  [
    write('finished.json'),
    write('finished.json'),
    deliver('finished.json'),
    write('finished.json'),
  ],
  // The newest object is not a report: the attempts of the one before it are gone.
  [
    ...Array.from({ length: 2 }, () => write('artifacts/junit_01.xml')),
    deliver('artifacts/junit_01.xml'),
    write('artifacts/junit_01.xml'),
  ],
];

const file = fc.constantFrom(...FILES);

const crash = fc.option(
  fc.record({ at: fc.nat(2), when: fc.constantFrom('before' as const, 'after' as const) }),
  { nil: undefined },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('write' as const), file }),
  fc
    .tuple(file, fc.constantFrom('old' as const, 'new' as const), crash)
    .map(([name, parser, at]) => ({
      do: 'deliver' as const,
      delivery: { name: BUILD_PATH + name, parser, ...(at === undefined ? {} : { crash: at }) },
    })),
);

let warehouse: DuckDbWarehouse;
let buckets = 0;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
});

afterAll(() => warehouse.close());

/** A bucket to which files are written version by version; like Prow, it writes started.json first. */
class Bucket {
  readonly store = new MemoryStore(`bucket-${++buckets}`);
  readonly #written = new Map<string, number>();

  constructor() {
    this.write('started.json');
  }

  write(name: string): void {
    const next = this.#written.get(name) ?? 0;
    const body = VERSIONS[name]?.[next];
    if (body === undefined) return;
    this.store.put(BUILD_PATH + name, body);
    this.#written.set(name, next + 1);
  }
}

describe('for any deliveries, in any order, any number of times, by any parser version', () => {
  test('the views equal those of one undisturbed reading of the bucket', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const [disturbed, calm] = [new Bucket(), new Bucket()];
        const line = new Line(disturbed.store, warehouse);
        for (const each of steps) {
          if (each.do === 'deliver') {
            await line.deliver(each.delivery);
          } else {
            disturbed.write(each.file);
            calm.write(each.file);
          }
        }
        await line.reconcile();
        const undisturbed = new Line(calm.store, warehouse);
        for (const name of calm.store.names) await undisturbed.deliver({ name, parser: 'new' });

        expect(await line.answers()).toEqual(await undisturbed.answers());
        expect(await line.reconcile()).toBe(0);
      }),
      { numRuns: budget(40), examples: KNOWN.map((steps) => [[...steps]] as [Step[]]) },
    );
  });
});

test('the check detects a lost row', async () => {
  const [whole, lossy] = [new Bucket(), new Bucket()];
  for (const { store } of [whole, lossy]) {
    store.put(`${BUILD_PATH}artifacts/junit_01.xml`, junit(store === whole.store ? 'a' : 'b'));
  }
  const lines = [whole, lossy].map(({ store }) => new Line(store, warehouse));
  for (const line of lines) await line.reconcile();
  const [one, other] = await Promise.all(lines.map((line) => line.answers()));
  expect(one).not.toEqual(other);
});
