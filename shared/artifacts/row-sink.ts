import type { TableName, TableRow } from '../schema/tables.ts';

/** Accepts rows of one table, one at a time; the columns `K` are the same in all of them. */
export interface RowSink<T extends TableName, K extends keyof TableRow<T>> {
  /** Number of rows written so far. */
  readonly written: number;
  /** Returns a promise only if rows are being sent, so that the many other calls are not waited for. */
  write(row: Omit<TableRow<T>, K>): Promise<void> | undefined;
  /** Sends the rows that have not been sent yet. */
  flush(): Promise<void>;
}

/** Opens a sink for rows of a table, given the columns that all of them have in common. */
export type OpenRowSink = <T extends TableName, K extends keyof TableRow<T>>(
  table: T,
  common: Pick<TableRow<T>, K>,
) => RowSink<T, K>;
