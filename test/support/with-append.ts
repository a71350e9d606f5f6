import type { Warehouse } from '../../shared/ports/warehouse.ts';

/** Returns a warehouse whose rows are appended by another function. */
export function withAppend(warehouse: Warehouse, append: Warehouse['append']): Warehouse {
  return {
    deploy: (views, options) => warehouse.deploy(views, options),
    hasViews: (views) => warehouse.hasViews(views),
    query: (sql, parameters) => warehouse.query(sql, parameters),
    rebuild: (rollUps, dates) => warehouse.rebuild(rollUps, dates),
    replaceSnapshots: (snapshots) => warehouse.replaceSnapshots(snapshots),
    erase: (deletions) => warehouse.erase(deletions),
    close: () => warehouse.close(),
    append,
  };
}
