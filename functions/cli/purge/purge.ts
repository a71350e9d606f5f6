import type {
  Deletion,
  View,
  Warehouse,
  WarehouseReader,
} from '../../../shared/ports/warehouse.ts';
import { ANY_DATE } from '../../../shared/rows/withdrawn-rows.ts';
import { dateLiteral } from '../../../shared/schema/googlesql-literal.ts';
import type { TableName } from '../../../shared/schema/tables.ts';
import { refresh } from '../../refresh/handler.ts';
import { hasSelected, type PurgeSelection } from './purge-selection.ts';
import { deletionsOfLetters, withdrawLetters } from './purge-letters.ts';
import { PurgeCounts, type PurgeSummary } from './purge-counts.ts';
import { readStoredLetters, type StoredLetter } from './stored-letters.ts';
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
  type Tombstones,
  type WithdrawalNote,
} from './tombstones.ts';

/** How rows are purged: hidden by rows of the ledger, deleted as well, or shown again. */
export type PurgeMode = 'withdraw' | 'erase' | 'restore';

/** Input of {@link planPurge}. */
export interface PurgeRequest {
  readonly selection: PurgeSelection;
  readonly mode: PurgeMode;
}

/** Returns what would be purged. */
export async function planPurge(
  warehouse: WarehouseReader,
  request: PurgeRequest,
): Promise<PurgeSummary> {
  const counts = new PurgeCounts();
  for (const date of await datesOfRequest(warehouse, request)) {
    const stored = await readStored(warehouse, request.selection, date);
    counts.add(date, stored, affected(stored, request.mode));
  }
  await countLetters(warehouse, request, counts);
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
    if (request.mode !== 'withdraw' && summary.tables.length > 0) {
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
  const letters = await countLetters(warehouse, { selection, mode }, counts);
  await withdrawLetters(
    warehouse,
    letters.filter(({ isWithdrawn }) => !isWithdrawn),
    note,
  );
  return counts.summary();
}

/** Counts the dead letters of a selection, and returns those that are purged. */
async function countLetters(
  warehouse: WarehouseReader,
  { selection, mode }: PurgeRequest,
  counts: PurgeCounts,
): Promise<readonly StoredLetter[]> {
  const stored = await readStoredLetters(warehouse, selection);
  const purged = stored
    .filter(({ isWithdrawn }) => mode === 'erase' || isWithdrawn === (mode === 'restore'))
    .map((letter) => ({ letter, rows: mode === 'restore' ? letter.tombstones : letter.rows }));
  counts.addLetters(stored, purged);
  return purged.map(({ letter }) => letter);
}

/** Returns the dates of selected rows; what was withdrawn under every date is restored with any of them. */
async function datesOfRequest(
  warehouse: WarehouseReader,
  { selection, mode }: PurgeRequest,
): Promise<readonly string[]> {
  const dates = await datesOf(warehouse, selection);
  return mode === 'restore' ? [...new Set([ANY_DATE, ...dates])] : dates;
}

/** Returns the readings whose rows are purged: to withdraw those that are withdrawn has no effect. */
function affected(stored: readonly StoredReading[], mode: PurgeMode): readonly StoredReading[] {
  if (mode === 'withdraw') return readingsThatMayCount(stored);
  return stored.filter(({ isTombstone }) => isTombstone === (mode === 'restore'));
}

async function withdraw(
  warehouse: Warehouse,
  { generation, date }: PurgeSelection,
  { stored, note }: { readonly stored: readonly StoredReading[]; readonly note: WithdrawalNote },
): Promise<void> {
  const readings = readingsThatMayCount(stored);
  if (generation !== undefined) {
    await append(warehouse, tombstonesOfReadings(readings, note));
    return;
  }
  // The build of an object may move to another date, unless the rows of one date are meant.
  if (date === undefined) {
    const { builds, ingested_objects } = tombstonesOfObjects(readings, {
      ...note,
      buildDate: ANY_DATE,
    });
    await append(warehouse, { builds, ingested_objects, version_markers: [] });
  }
  await append(warehouse, tombstonesOfObjects(readings, note));
}

async function append(warehouse: Warehouse, rows: Tombstones): Promise<void> {
  // The ledger last: while it has the readings, an interrupted run is repeated.
  await warehouse.append('builds', rows.builds);
  await warehouse.append('version_markers', rows.version_markers);
  await warehouse.append('ingested_objects', rows.ingested_objects);
}

/** Deletes the selected rows, or the rows that withdraw them. */
async function deleteRows(
  warehouse: Warehouse,
  { selection, mode }: PurgeRequest,
  { dates, letters, tables: purged }: PurgeSummary,
): Promise<void> {
  const ofLetters = deletionsOfLetters(letters, mode === 'restore');
  const [first = ''] = dates;
  const stale = [...dates, ...ofLetters.map(({ date }) => date)].map(dateLiteral).join(', ');
  // Version markers count for all later dates as well.
  const later = purged.some(({ table }) => table === 'version_markers')
    ? ` OR build_date >= ${dateLiteral(first)}`
    : '';
  // Before the rows are gone: a date is known to be stale by the number of its rows, which may stay the same.
  await warehouse.query(`DELETE FROM ci.refreshed_dates WHERE build_date IN (${stale})${later}`);
  await warehouse.erase([...deletionsOfReadings(selection, mode, dates), ...ofLetters]);
}

function deletionsOfReadings(
  selection: PurgeSelection,
  mode: PurgeMode,
  dates: readonly string[],
): readonly Deletion[] {
  const tables = TABLES_OF_READINGS.filter((table) => hasSelected(table, selection));
  const isDeleted = (table: TableName): string =>
    mode === 'restore' ? tombstoneOf(table) : `NOT (${tombstoneOf(table)})`;
  return dates.flatMap((date) =>
    tables.map((table) => ({
      table,
      date,
      condition: [...storedConditions(table, selection), isDeleted(table)].join(' AND '),
    })),
  );
}
