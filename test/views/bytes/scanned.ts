import type { TableRead } from '../pruning/reads.ts';
import type { Sizes } from './sizes.ts';

/**
 * Bytes that a query scans for each build of the dates it reads. A query is priced by the columns that it
 * selects (cloud.google.com/bigquery/pricing), so that a column counts once however many times it is read.
 */
export function bytesPerBuild(reads: readonly TableRead[], sizes: Sizes): number {
  const columns = new Set(
    reads.flatMap((read) => read.columns.map((column) => `${read.table}:${column}`)),
  );
  return [...columns].reduce((sum, key) => {
    const [table = '', column = ''] = key.split(':');
    const size = sizes.get(table)?.get(column);
    if (size === undefined) throw new Error(`${key} has not been measured.`);
    return sum + size;
  }, 0);
}
