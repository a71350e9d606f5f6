import type { TableName, TableRow } from '../rows/tables.ts';

/** A value as a query returns it: JSON, with times as ISO 8601 in UTC and integers beyond 2^53 as decimal strings. */
export type QueryValue =
  | string
  | number
  | boolean
  | null
  | readonly QueryValue[]
  | { readonly [name: string]: QueryValue };

export interface QueryResult {
  /** Names of the columns, in the order of the SELECT list. */
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, QueryValue>>[];
}

/** A view of dataset `ci`: its name and its GoogleSQL. */
export interface View {
  readonly name: string;
  /** A SELECT that names raw tables as `ci_raw.<table>` and other views as `ci.<view>`. */
  readonly sql: string;
}

/** Append-only tables (`ci_raw`) and the views over them (`ci`). */
export interface Warehouse {
  /**
   * Creates the raw tables that are missing and replaces the views. Safe to run any number of times.
   * In Google Cloud this is Terraform's work; there it serves emulators.
   *
   * @param views in an order in which each names only views before it
   */
  deploy(views: readonly View[]): Promise<void>;

  /**
   * Appends rows; they are durable when this resolves. The same row may be appended any number of times: the views
   * show it once.
   *
   * @throws WarehouseUnavailableError when rows could not be written now; a part of them may have been
   */
  append<T extends TableName>(table: T, rows: readonly TableRow<T>[]): Promise<void>;

  /**
   * Runs one GoogleSQL statement; names without a dataset are views of `ci`.
   *
   * @throws QueryError with the engine's explanation when the statement cannot be run
   */
  query(sql: string): Promise<QueryResult>;

  close(): Promise<void>;
}
