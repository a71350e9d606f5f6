import { NewerWarehouseError } from '../../errors.ts';
import { columnsOf } from '../../schema/columns.ts';
import { TABLE_NAMES } from '../../schema/tables.ts';
import type { ColumnsByTable } from './columns.ts';

/**
 * Checks that a newer version of ci-signal has not written a warehouse: this version would drop what it does not know.
 * Versions only add tables and columns to the raw tables, so an unknown one is newer.
 *
 * @param path of the warehouse, for the message
 * @throws NewerWarehouseError if there is a raw table or a column that this version does not know
 */
export function refuseNewer(existing: ColumnsByTable, path: string): void {
  const known = new Set(
    TABLE_NAMES.flatMap((table) => columnsOf(table).map(({ name }) => `${table}.${name}`)),
  );
  const first = [...existing]
    .flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`))
    .find((column) => !known.has(column));
  if (first === undefined) return;
  throw new NewerWarehouseError(
    `cannot write the warehouse ${path}: a newer version of ci-signal has written it, with the column ${first}, which this ` +
      'version does not know; nothing was changed. Use the newer version, or read the source into another file ' +
      'with --warehouse <file>; `ci-signal query` reads this one as it is',
  );
}
