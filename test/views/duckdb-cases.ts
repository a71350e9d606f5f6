import { rebuildStaleDates } from '../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import type { QueryResult, View } from '../../shared/ports/warehouse.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { isRollUp } from '../../shared/views/layers.ts';
import { CaseTables } from './case-tables.ts';
import { questionOf, withStandIns, type ViewCase } from './case.ts';

/** A warehouse in memory, with the views for one set of stand-ins. */
interface Deployed {
  readonly views: readonly View[];
  readonly warehouse: DuckDbWarehouse;
  readonly tables: CaseTables;
}

/** A view that refreshing reads, besides the views that a case needs. */
const READ_BY_REFRESH = 'stale_dates';

/**
 * Runs cases on DuckDB one at a time. The views are deployed once for all cases without stand-ins; for a case with
 * stand-ins only those that it needs.
 */
export class DuckDbCases {
  readonly #views: readonly View[];
  readonly #deployed = new Map<string, Deployed>();

  constructor(views: readonly View[]) {
    this.#views = views;
  }

  /** Returns the rows of the case's view, its roll-ups built as the refresh function builds them. */
  async answer(viewCase: ViewCase): Promise<QueryResult['rows']> {
    const { warehouse, views, tables } = await this.#deployedFor(viewCase);
    const needed = neededViews([viewCase.view], views);
    await tables.replaceRows(viewCase.tables);
    tables.noteRollUps(needed.filter(isRollUp));
    await rebuildStaleDates({ warehouse, views: needed });
    return (await warehouse.query(questionOf(viewCase, viewCase.view))).rows;
  }

  async close(): Promise<void> {
    for (const { warehouse } of this.#deployed.values()) await warehouse.close();
  }

  async #deployedFor(viewCase: ViewCase): Promise<Deployed> {
    const key = isPlain(viewCase) ? '' : JSON.stringify([viewCase.view, viewCase.stand_ins]);
    const deployed = this.#deployed.get(key) ?? (await this.#deploy(viewCase));
    this.#deployed.set(key, deployed);
    return deployed;
  }

  async #deploy(viewCase: ViewCase): Promise<Deployed> {
    const all = withStandIns(this.#views, viewCase);
    const views = isPlain(viewCase) ? all : neededViews([viewCase.view, READ_BY_REFRESH], all);
    const warehouse = await DuckDbWarehouse.open(':memory:');
    await warehouse.deploy(views);
    return { views, warehouse, tables: new CaseTables(warehouse) };
  }
}

function isPlain({ stand_ins = {} }: ViewCase): boolean {
  return Object.keys(stand_ins).length === 0;
}
