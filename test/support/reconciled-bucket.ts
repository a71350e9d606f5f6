import { load } from '../../functions/load/handler.ts';
import type { ComparisonPorts } from '../../functions/reconcile/in-turn.ts';
import type { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { publishingBus } from './publishing-bus.ts';
import { finished, started } from './build.ts';
import { MemoryStore } from './memory-store.ts';
import { LATER, MASK, QUIET, SETTINGS } from './settings.ts';

/** A bucket in memory, and the ports with which the function `reconcile` compares it with a warehouse. */
export class ReconciledBucket {
  readonly store: MemoryStore;
  readonly #warehouse: DuckDbWarehouse;
  /** Milliseconds since 1970; each look at the clock is a millisecond later than the one before. */
  now = LATER.now();
  /** Called with each object that is listed. */
  onListed: () => void = () => undefined;

  /** @param name of the bucket, which no other one of the warehouse has */
  constructor(name: string, warehouse: DuckDbWarehouse) {
    this.store = new MemoryStore(name);
    this.#warehouse = warehouse;
  }

  ports(changes: Partial<ComparisonPorts> = {}): ComparisonPorts {
    const target = { warehouse: this.#warehouse, clock: LATER, logger: QUIET, mask: MASK };
    return {
      store: {
        list: (bucket, options) => this.#list(bucket, options),
        open: (bucket, name) => this.store.open(bucket, name),
      },
      bus: publishingBus((data, attributes) => load({ id: '1', data, attributes }, target)),
      clock: { now: () => ++this.now },
      logger: QUIET,
      settings: SETTINGS,
      warehouse: this.#warehouse,
      places: [{ bucket: this.store.bucket, prefix: '' }],
      jobs: undefined,
      minAgeSeconds: 900,
      seconds: 60,
      ...changes,
    };
  }

  async *#list(bucket: string, options?: Parameters<MemoryStore['list']>[1]) {
    for await (const object of this.store.list(bucket, options)) {
      this.onListed();
      yield object;
    }
  }

  /** Puts finished builds of a job into the bucket, with numbers that follow each other. */
  putBuilds(job: string, first: number, count = 1): void {
    for (let build = first; build < first + count; build++) {
      this.store.put(`logs/${job}/${build}/finished.json`, finished());
      this.store.put(`logs/${job}/${build}/started.json`, started());
    }
  }

  /** Queries the warehouse; `@bucket` is this bucket. */
  async ask(sql: string): Promise<readonly object[]> {
    return (await this.#warehouse.query(sql, { bucket: this.store.bucket })).rows;
  }

  /** Returns the number of builds of which the warehouse has a row. */
  async builds(): Promise<number> {
    return (await this.ask('SELECT build_id FROM builds WHERE bucket = @bucket')).length;
  }
}
