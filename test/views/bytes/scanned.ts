import type { TableRead } from '../pruning/reads.ts';
import type { Sizes } from './sizes.ts';

/**
 * Returns the bytes that a query scans per build of the dates that it reads. Queries are priced by the columns that they
 * read (cloud.google.com/bigquery/pricing), so a column that is read several times counts once.
 */
export function bytesPerBuild(reads: readonly TableRead[], sizes: Sizes): number {
  const columns = new Set(
    reads.flatMap((read) => read.columns.map((column) => `${read.table}:${column}`)),
  );
  return [...columns].reduce((sum, key) => {
    const [table = '', column = ''] = key.split(':');
    const size = sizes.get(table)?.get(column);
    if (size === undefined) throw new Error(`the size of ${key} was not measured`);
    return sum + size;
  }, 0);
}
