import type { Warehouse, WarehouseReader, View } from '../../../shared/ports/warehouse.ts';
import { dateLiteral } from '../../../shared/schema/googlesql-literal.ts';
import type { TableName } from '../../../shared/schema/tables.ts';
import { refresh } from '../../refresh/handler.ts';
import { hasSelected, type PurgeSelection } from './purge-selection.ts';
import {
  datesOf,
  readStored,
  storedConditions,
  TABLES_OF_READINGS,
  tombstoneOf,
  type StoredReading,
} from './stored-readings.ts';
import {
  readingsThatMayCount,
  tombstonesOfObjects,
  tombstonesOfReadings,
  type WithdrawalNote,
} from './tombstones.ts';

/** How rows are purged: hidden by rows of the ledger, deleted as well, or shown again. */
export type PurgeMode = 'withdraw' | 'erase' | 'restore';

/** Input of {@link planPurge}. */
export interface PurgeRequest {
  readonly selection: PurgeSelection;
  readonly mode: PurgeMode;
}

/** Numbers of what is purged, or would be. */
export interface PurgeSummary {
  /** Dates under which there are such rows, in ISO format. */
  readonly dates: readonly string[];
  /** Numbers of objects, builds and rows by table; tables without any are left out. */
  readonly tables: readonly {
    readonly table: TableName;
    readonly objects: number;
    readonly rows: number;
  }[];
  /** Rows of the selection, including those that were purged before. */
  readonly stored: number;
}

/** Returns what would be purged. */
export async function planPurge(
  warehouse: WarehouseReader,
  request: PurgeRequest,
): Promise<PurgeSummary> {
  const counts = new PurgeCounts();
  for (const date of await datesOf(warehouse, request.selection)) {
    const stored = await readStored(warehouse, request.selection, date);
    counts.add(date, stored, affected(stored, request.mode));
  }
  return counts.summary();
}

/**
 * Hides rows from all views by rows that say so, or deletes them as well. Safe to run any number of times: an interrupted run
 * is completed by the next one. Afterwards the roll-ups are up to date.
 *
 * @throws WarehouseUnavailableError if rows cannot be deleted now; they are hidden
 */
export async function purge(
  warehouse: Warehouse,
  views: readonly View[],
  { note, ...request }: PurgeRequest & { readonly note: PurgeNote },
): Promise<PurgeSummary> {
  const isRestored = request.mode === 'restore';
  const summary = isRestored
    ? await planPurge(warehouse, request)
    : await withdrawRows(warehouse, request, note);
  try {
    if (request.mode !== 'withdraw' && summary.dates.length > 0) {
      await deleteRows(warehouse, request, summary);
    }
  } finally {
    await refresh({ warehouse, views });
  }
  return summary;
}

/** Why, by whom and when rows are withdrawn. */
export type PurgeNote = Omit<WithdrawalNote, 'buildDate'>;

/** Appends the rows that withdraw a selection. Roll-ups have what is withdrawn until the next refresh. */
export async function withdrawRows(
  warehouse: Warehouse,
  { selection, mode }: PurgeRequest,
  note: PurgeNote,
): Promise<PurgeSummary> {
  const counts = new PurgeCounts();
  for (const date of await datesOf(warehouse, selection)) {
    const stored = await readStored(warehouse, selection, date);
    counts.add(date, stored, affected(stored, mode));
    await withdraw(warehouse, selection, { stored, note: { ...note, buildDate: date } });
  }
  return counts.summary();
}

/** Returns the readings whose rows are purged: to withdraw those that are withdrawn has no effect. */
function affected(stored: readonly StoredReading[], mode: PurgeMode): readonly StoredReading[] {
  if (mode === 'withdraw') return readingsThatMayCount(stored);
  return stored.filter(({ isTombstone }) => isTombstone === (mode === 'restore'));
}

async function withdraw(
  warehouse: Warehouse,
  { generation }: PurgeSelection,
  { stored, note }: { readonly stored: readonly StoredReading[]; readonly note: WithdrawalNote },
): Promise<void> {
  const readings = readingsThatMayCount(stored);
  const rows =
    generation === undefined
      ? tombstonesOfObjects(readings, note)
      : tombstonesOfReadings(readings, note);
  // The ledger last: while it has the readings, an interrupted run is repeated.
  await warehouse.append('builds', rows.builds);
  await warehouse.append('version_markers', rows.version_markers);
  await warehouse.append('ingested_objects', rows.ingested_objects);
}

/** Deletes the selected rows, or the rows that withdraw them. */
async function deleteRows(
  warehouse: Warehouse,
  { selection, mode }: PurgeRequest,
  { dates, tables: purged }: PurgeSummary,
): Promise<void> {
  const [first = ''] = dates;
  // Version markers count for all later dates as well.
  const stale = purged.some(({ table }) => table === 'version_markers')
    ? `>= ${dateLiteral(first)}`
    : `IN (${dates.map(dateLiteral).join(', ')})`;
  // Before the rows are gone: a date is known to be stale by the number of its rows, which may stay the same.
  await warehouse.query(`DELETE FROM ci.refreshed_dates WHERE build_date ${stale}`);
  const tables = TABLES_OF_READINGS.filter((table) => hasSelected(table, selection));
  const isDeleted = (table: TableName): string =>
    mode === 'restore' ? tombstoneOf(table) : `NOT (${tombstoneOf(table)})`;
  await warehouse.erase(
    dates.flatMap((date) =>
      tables.map((table) => ({
        table,
        date,
        condition: [...storedConditions(table, selection), isDeleted(table)].join(' AND '),
      })),
    ),
  );
}

/** Counts readings, which are forgotten, by table. */
class PurgeCounts {
  readonly #dates = new Set<string>();
  readonly #tables = new Map<TableName, { objects: number; rows: number }>();
  #stored = 0;

  /** Adds the readings of a date: all that are stored, and those that are purged. */
  add(date: string, stored: readonly StoredReading[], purged: readonly StoredReading[]): void {
    this.#stored += stored.reduce((sum, { rows }) => sum + rows, 0);
    if (purged.length > 0) this.#dates.add(date);
    for (const [table, readings] of Map.groupBy(purged, (reading) => reading.table)) {
      const counts = this.#tables.get(table) ?? { objects: 0, rows: 0 };
      this.#tables.set(table, counts);
      counts.objects += new Set(
        readings.map(({ bucket, name }) => JSON.stringify([bucket, name])),
      ).size;
      counts.rows += readings.reduce((sum, { rows }) => sum + rows, 0);
    }
  }

  summary(): PurgeSummary {
    const tables = TABLES_OF_READINGS.flatMap((table) => {
      const counts = this.#tables.get(table);
      return counts === undefined ? [] : [{ table, ...counts }];
    });
    return { dates: [...this.#dates].sort(), tables, stored: this.#stored };
  }
}
