import { columnsOf } from './columns.ts';
import { TABLE_NAMES, type TableName } from './tables.ts';

/** A raw table that artifacts become rows of: each but the ledger, which counts the rows of the others. */
export type RowTable = Exclude<TableName, 'ingested_objects'>;

/** The tables that artifacts become rows of, in the order of the ledger's columns `<table>_rows`. */
export const ROW_TABLES: readonly RowTable[] = columnsOf('ingested_objects').flatMap(({ name }) =>
  TABLE_NAMES.filter(isRowTable).filter((table) => name === `${table}_rows`),
);

function isRowTable(table: TableName): table is RowTable {
  return table !== 'ingested_objects';
}
