import type { View } from '../ports/warehouse.ts';
import { viewsRead } from './table-references.ts';

/** Sorts views so that each comes after those that it reads. Otherwise their order does not change. */
export function inCreationOrder<V extends View>(views: readonly V[]): readonly V[] {
  const byName = new Map(views.map((view) => [view.name, view]));
  const ordered = new Set<V>();
  const add = (view: V, readers: ReadonlySet<V>): void => {
    if (ordered.has(view) || readers.has(view)) return;
    for (const name of viewsRead(view.sql)) {
      const read = byName.get(name);
      if (read !== undefined) add(read, new Set(readers).add(view));
    }
    ordered.add(view);
  };
  for (const view of views) add(view, new Set());
  return [...ordered];
}

/**
 * Returns the views of these names and all views that they read, directly or through others.
 *
 * @param views in an order in which each comes after those that it reads; the result has the same order
 */
export function neededViews<V extends View>(
  names: Iterable<string>,
  views: readonly V[],
): readonly V[] {
  const needed = new Set(names);
  for (const { name, sql } of views.toReversed()) {
    if (!needed.has(name)) continue;
    for (const read of viewsRead(sql)) needed.add(read);
  }
  return views.filter(({ name }) => needed.has(name));
}
