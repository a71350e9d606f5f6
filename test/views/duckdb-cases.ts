import { rebuildStaleDates } from '../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import type { QueryResult, View } from '../../shared/ports/warehouse.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { isStored } from '../../shared/views/layers.ts';
import { viewsRead } from '../../shared/views/table-references.ts';
import { CaseTables } from './case-tables.ts';
import { questionOf, withStandIns, type ViewCase } from './case.ts';

/** A warehouse in memory, with the views for one set of stand-ins. */
interface Deployed {
  readonly standIns: string;
  readonly views: readonly View[];
  readonly warehouse: DuckDbWarehouse;
  readonly tables: CaseTables;
}

/**
 * Runs cases on DuckDB one at a time. A warehouse serves cases with the same stand-ins that follow each other; in a new one the
 * views that depend on stand-ins are replaced.
 */
export class DuckDbCases {
  readonly #views: readonly View[];
  #plain: Deployed | undefined;
  #last: Deployed | undefined;

  constructor(views: readonly View[]) {
    this.#views = views;
  }

  /** Returns the rows of the case's view, its roll-ups and snapshots built as the refresh function builds them. */
  async answer(viewCase: ViewCase): Promise<QueryResult['rows']> {
    const { warehouse, views, tables } = await this.#deployedFor(viewCase);
    const needed = neededViews([viewCase.view], views);
    await tables.replaceRows(viewCase.tables);
    tables.noteStored(needed.filter(isStored));
    await rebuildStaleDates({ warehouse, views: needed });
    return (await warehouse.query(questionOf(viewCase, viewCase.view))).rows;
  }

  async close(): Promise<void> {
    await this.#plain?.warehouse.close();
    await this.#last?.warehouse.close();
  }

  async #deployedFor(viewCase: ViewCase): Promise<Deployed> {
    const { stand_ins = {} } = viewCase;
    if (Object.keys(stand_ins).length === 0) return (this.#plain ??= await this.#deploy(viewCase));
    const standIns = JSON.stringify([viewCase.view, stand_ins]);
    if (this.#last?.standIns !== standIns) {
      await this.#last?.warehouse.close();
      this.#last = await this.#deploy(viewCase, standIns);
    }
    return this.#last;
  }

  async #deploy(viewCase: ViewCase, standIns = ''): Promise<Deployed> {
    const warehouse = await DuckDbWarehouse.open(':memory:');
    await warehouse.deploy(this.#views);
    const views = withStandIns(this.#views, viewCase);
    const replaced = new Set(Object.keys(viewCase.stand_ins ?? {}));
    for (const { name, sql, layer } of neededViews([viewCase.view], views)) {
      if (viewsRead(sql).intersection(replaced).size > 0) replaced.add(name);
      if (!replaced.has(name) || isStored({ layer })) continue;
      await warehouse.query(`CREATE OR REPLACE VIEW ci.${name} AS\n${sql}`);
    }
    return { standIns, views, warehouse, tables: new CaseTables(warehouse) };
  }
}
