import type { TableName } from '../../../shared/schema/tables.ts';
import type { StoredLetter } from './stored-letters.ts';
import { TABLES_OF_READINGS, type StoredReading } from './stored-readings.ts';

/** Numbers of what is purged, or would be. */
export interface PurgeSummary {
  /** Dates under which there are such rows of objects, in ISO format. */
  readonly dates: readonly string[];
  /** The dead letters among them. */
  readonly letters: readonly StoredLetter[];
  /** Numbers of objects, builds, dead letters and rows by table; tables without any are left out. */
  readonly tables: readonly {
    readonly table: TableName;
    readonly objects: number;
    readonly rows: number;
  }[];
  /** Rows of the selection, including those that were purged before. */
  readonly stored: number;
}

/** A dead letter that is purged, and the number of its rows that are. */
export interface PurgedLetter {
  readonly letter: StoredLetter;
  readonly rows: number;
}

const PURGED_TABLES: readonly TableName[] = [...TABLES_OF_READINGS, 'dead_letters'];

/** Counts readings, which are forgotten, and dead letters by table. */
export class PurgeCounts {
  readonly #dates = new Set<string>();
  #letters: readonly StoredLetter[] = [];
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

  /** Adds the dead letters: all that are stored, and those that are purged with their numbers of rows. */
  addLetters(stored: readonly StoredLetter[], purged: readonly PurgedLetter[]): void {
    this.#stored += stored.reduce((sum, { rows, tombstones }) => sum + rows + tombstones, 0);
    this.#letters = purged.map(({ letter }) => letter);
    if (purged.length === 0) return;
    const rows = purged.reduce((sum, one) => sum + one.rows, 0);
    this.#tables.set('dead_letters', { objects: purged.length, rows });
  }

  summary(): PurgeSummary {
    const tables = PURGED_TABLES.flatMap((table) => {
      const counts = this.#tables.get(table);
      return counts === undefined ? [] : [{ table, ...counts }];
    });
    const dates = [...this.#dates].sort();
    return { dates, letters: this.#letters, tables, stored: this.#stored };
  }
}
