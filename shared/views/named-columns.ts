import type { View } from '../ports/warehouse.ts';
import { sqlTokens } from './googlesql-tokens.ts';

/**
 * Returns those columns of a view that its readers may read, in the order of the view: the names that stand in their queries, and those
 * of their own columns. All columns are returned if a reader does not tell its own, which a `*` may stand for.
 *
 * @param columns names of all columns of the view
 */
export function namedColumns(
  columns: readonly string[],
  readers: readonly Pick<View, 'sql' | 'columns'>[],
): readonly string[] {
  const named = new Set<string>();
  for (const reader of readers) {
    if (reader.columns === undefined) return columns;
    for (const name of Object.keys(reader.columns)) named.add(name);
    for (const { kind, text } of sqlTokens(reader.sql)) {
      if (kind !== 'word' && kind !== 'quoted_name') continue;
      for (const name of text.replaceAll('`', '').toLowerCase().split('.')) named.add(name);
    }
  }
  return columns.filter((name) => named.has(name));
}
