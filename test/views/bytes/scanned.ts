import type { TableRead } from '../pruning/reads.ts';
import type { Sizes } from './sizes.ts';

/**
 * Returns the bytes that a query scans per build of the dates that it reads. Queries are priced by the columns that they
 * read (cloud.google.com/bigquery/pricing), so a column that is read several times counts once.
 */
export function bytesPerBuild(reads: readonly TableRead[], sizes: Sizes): number {
  return bytesOfColumns(columnsOf(reads), sizes);
}

/** Numbers of days that are read. */
interface ReadDays {
  readonly kept: number;
  readonly window: number;
  readonly snapshots: ReadonlySet<string>;
}

/**
 * Returns the bytes that a query scans if there is one build on each day. A roll-up that a constant date prunes is read for the
 * days of the window, and so is a snapshot; everything else for all days that are kept.
 *
 * @param snapshots names of the snapshots, with their dataset
 */
export function bytesPerDailyBuild(
  reads: readonly TableRead[],
  sizes: Sizes,
  { kept, window, snapshots }: ReadDays,
): number {
  const isInWindow = ({ table, isPruned }: TableRead): boolean =>
    snapshots.has(table) || (isPruned && !table.startsWith('ci_raw.'));
  const ofAll = columnsOf(reads.filter((read) => !isInWindow(read)));
  const ofWindow = columnsOf(reads.filter(isInWindow)).difference(ofAll);
  return bytesOfColumns(ofAll, sizes) * kept + bytesOfColumns(ofWindow, sizes) * window;
}

function columnsOf(reads: readonly TableRead[]): ReadonlySet<string> {
  return new Set(reads.flatMap(({ table, columns }) => columns.map((name) => `${table}:${name}`)));
}

function bytesOfColumns(columns: ReadonlySet<string>, sizes: Sizes): number {
  return [...columns].reduce((sum, key) => {
    const [table = '', column = ''] = key.split(':');
    const size = sizes.get(table)?.get(column);
    if (size === undefined) throw new Error(`the size of ${key} was not measured`);
    return sum + size;
  }, 0);
}
