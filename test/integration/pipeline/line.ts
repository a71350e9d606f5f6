import { collectObject } from '../../../functions/collect/collect-object.ts';
import { load } from '../../../functions/load/handler.ts';
import { parseObjectName } from '../../../shared/artifacts/object-name.ts';
import { parserVersionOf } from '../../../shared/artifacts/registry.ts';
import type { EventBus } from '../../../shared/ports/event-bus.ts';
import type { QueryValue, Warehouse } from '../../../shared/ports/warehouse.ts';
import type { MemoryStore } from '../../support/memory-store.ts';
import { asOldParser } from '../../support/old-parser.ts';
import { publishingBus } from '../../support/publishing-bus.ts';
import { LATER, MASK, QUIET, SETTINGS } from '../../support/settings.ts';

/** Conditions of one delivery of an event. */
export interface Delivery {
  readonly name: string;
  /** Whether an old parser reads the object, which gives other rows. */
  readonly parser: 'old' | 'new';
  /** The function crashes at its n-th message, counted from 0: before the bus has taken the message, or after. */
  readonly crash?: { readonly at: number; readonly when: 'before' | 'after' };
}

type Rows = readonly Readonly<Record<string, QueryValue>>[];

/** The pipeline from a bucket to a warehouse, in which a test can cause every kind of failure. */
export class Line {
  readonly #store: MemoryStore;
  readonly #warehouse: Warehouse;

  constructor(store: MemoryStore, warehouse: Warehouse) {
    this.#store = store;
    this.#warehouse = warehouse;
  }

  /** Delivers one event. A crash affects this delivery only, like that of a function which is then started again. */
  async deliver(delivery: Delivery): Promise<void> {
    const { bucket } = this.#store;
    const ports = { store: this.#store, clock: LATER, logger: QUIET, settings: SETTINGS };
    try {
      await collectObject({ bucket, name: delivery.name }, { ...ports, bus: this.#bus(delivery) });
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }

  /** Delivers an event for each object of the bucket that the ledger lacks. */
  async reconcile(): Promise<number> {
    const { rows } = await this.#warehouse.query(
      `SELECT CONCAT(object_name, ' ', CAST(generation AS STRING), ' ', CAST(parser_version AS STRING)) AS version
       FROM ci_raw.ingested_objects
       WHERE bucket = '${this.#store.bucket}'`,
    );
    const known = new Set(rows.map(({ version }) => version));
    let missing = 0;
    for await (const { name, generation } of this.#store.list(this.#store.bucket)) {
      const artifact = parseObjectName(name, SETTINGS);
      if (artifact === undefined) continue;
      const version = parserVersionOf(artifact.kind, SETTINGS.policies);
      if (known.has(`${name} ${generation} ${version}`)) continue;
      missing++;
      await this.deliver({ name, parser: 'new' });
    }
    return missing;
  }

  /** Returns the rows of the views, without the values that differ between two buckets of the same content. */
  async answers(): Promise<Readonly<Record<string, Rows>>> {
    const builds = await this.#ask('* EXCEPT (bucket, generation)', 'builds');
    const attempts = await this.#ask('* EXCEPT (bucket, generation)', 'test_attempts');
    const results = await this.#ask('* EXCEPT (bucket)', 'test_results');
    const ledger = await this.#ask('* EXCEPT (bucket, generation, updated_at)', 'ingested_objects');
    return { builds, attempts, results, ledger };
  }

  async #ask(columns: string, view: string): Promise<Rows> {
    const { rows } = await this.#warehouse.query(
      `SELECT ${columns} FROM ${view} WHERE bucket = '${this.#store.bucket}'`,
    );
    return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }

  #bus({ parser, crash }: Delivery): EventBus {
    let published = 0;
    return publishingBus(async (data, attributes) => {
      const isCrash = published++ === crash?.at;
      if (isCrash && crash.when === 'before') throw new Crash();
      const bytes = parser === 'old' ? asOldParser(data) : data;
      const ports = { warehouse: this.#warehouse, clock: LATER, logger: QUIET, mask: MASK };
      await load({ id: String(published), data: bytes, attributes }, ports);
      if (isCrash) throw new Crash();
    });
  }
}

class Crash extends Error {}
