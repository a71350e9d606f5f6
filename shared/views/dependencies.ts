import type { View } from '../ports/warehouse.ts';

/** The views of these names and those that they read, by way of others too; each stands after those that it reads. */
export function neededViews<V extends View>(
  names: Iterable<string>,
  views: readonly V[],
): readonly V[] {
  const needed = new Set(names);
  for (const { name, sql } of views.toReversed()) {
    if (!needed.has(name)) continue;
    for (const [, reference = ''] of sql.matchAll(/\bci\.(\w+)/g)) needed.add(reference);
  }
  return views.filter(({ name }) => needed.has(name));
}
