import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { TABLE_NAMES, type TableName, type TableRow } from '../../shared/schema/tables.ts';
import { completeRow, type CaseRow, type ViewCase } from './case.ts';

/** The stored tables of a warehouse that runs several cases; a case never sees the rows of the previous one. */
export class CaseTables {
  readonly #warehouse: Warehouse;
  /** Tables that may contain rows, with their datasets. */
  readonly #written = new Set<string>();

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  /** Replaces the rows of all raw tables with those of a case, and empties the roll-ups and snapshots. */
  async replaceRows(tables: ViewCase['tables']): Promise<void> {
    for (const table of this.#written) await this.#warehouse.query(`TRUNCATE TABLE ${table}`);
    this.#written.clear();
    for (const table of TABLE_NAMES) {
      const rows = tables[table] ?? [];
      if (rows.length > 0) await this.#append(table, rows);
    }
  }

  /** Records that roll-ups and snapshots get rows. */
  noteStored(stored: Iterable<{ readonly name: string }>): void {
    for (const { name } of stored) this.#written.add(`ci.${name}`);
  }

  async #append(table: TableName, rows: readonly CaseRow[]): Promise<void> {
    this.#written.add(`ci_raw.${table}`);
    const complete = rows.map((row) => completeRow(table, row));
    await this.#warehouse.append(table, complete as unknown as TableRow<typeof table>[]);
  }
}
