import { columnsOf } from './columns.ts';
import { TABLE_NAMES, type TableName } from './tables.ts';

/** The raw tables that are not about artifacts: the ledger, which counts the rows of the others, and the dead letters. */
const TABLES_WITHOUT_ARTIFACTS = ['ingested_objects', 'dead_letters'] as const;

/** A raw table that artifacts become rows of. */
export type RowTable = Exclude<TableName, (typeof TABLES_WITHOUT_ARTIFACTS)[number]>;

/** The tables that artifacts become rows of, in the order of the ledger's columns `<table>_rows`. */
export const ROW_TABLES: readonly RowTable[] = columnsOf('ingested_objects').flatMap(({ name }) =>
  TABLE_NAMES.filter(isRowTable).filter((table) => name === `${table}_rows`),
);

function isRowTable(table: TableName): table is RowTable {
  return TABLES_WITHOUT_ARTIFACTS.every((other) => other !== table);
}
