import { ingest } from '../../functions/cli/pipeline.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { InProcessBus } from '../../shared/adapters/local/in-process-bus.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import type { ArtifactStore } from '../../shared/ports/artifact-store.ts';
import type { DescribedView } from '../../shared/ports/views.ts';
import type { QueryValue } from '../../shared/ports/warehouse.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { isStored } from '../../shared/views/layers.ts';
import { TABLE_NAMES } from '../../shared/schema/tables.ts';
import { PIPELINE_VIEWS } from './pipeline-views.ts';
import { LATER, QUIET, SETTINGS } from './settings.ts';

/** A warehouse that holds what the pipeline makes of one bucket after the other. */
export class IngestedBuckets {
  readonly #warehouse: DuckDbWarehouse;
  readonly #views: readonly DescribedView[];

  private constructor(warehouse: DuckDbWarehouse, views: readonly DescribedView[]) {
    this.#warehouse = warehouse;
    this.#views = views;
  }

  /** @param names views that queries name, beside those of the pipeline */
  static async open(...names: readonly string[]): Promise<IngestedBuckets> {
    const pipeline = PIPELINE_VIEWS.map(({ name }) => name);
    const views = neededViews([...pipeline, ...names], readViews());
    const warehouse = await DuckDbWarehouse.open(':memory:');
    await warehouse.deploy(views);
    return new IngestedBuckets(warehouse, views);
  }

  /** Replaces everything in the warehouse by what the pipeline makes of a bucket. */
  async replaceBy(store: ArtifactStore, bucket: string): Promise<void> {
    const stored = this.#views.filter(isStored);
    const tables = [
      ...TABLE_NAMES.map((table) => `ci_raw.${table}`),
      ...stored.map(({ name }) => `ci.${name}`),
    ];
    for (const table of tables) await this.#warehouse.query(`TRUNCATE TABLE ${table}`);
    await ingest(
      { createBus: () => new InProcessBus(), clock: LATER, views: () => this.#views },
      {
        source: { store, bucket, prefix: '' },
        warehouse: this.#warehouse,
        settings: { ...SETTINGS, patienceSeconds: 0 },
        again: true,
        logger: QUIET,
      },
      () => undefined,
    );
  }

  /** Returns the rows of a query, each as the list of its values; integers as numbers. */
  async rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    const { rows } = await this.#warehouse.query(sql);
    return rows.map((row) => Object.values(row).map(plain));
  }

  close(): Promise<void> {
    return this.#warehouse.close();
  }
}

function plain(value: QueryValue): unknown {
  return typeof value === 'bigint' || (typeof value === 'string' && /^\d{1,9}$/.test(value))
    ? Number(value)
    : value;
}
