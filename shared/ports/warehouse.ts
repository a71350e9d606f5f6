import type { TableName, TableRow } from '../schema/tables.ts';

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

/** A layer of views: a folder of `infra/views`. */
export type ViewLayer = 'staging' | 'policy' | 'rollups' | 'intermediate' | 'operations' | 'marts';

/** A view of dataset `ci`. */
export interface View {
  readonly name: string;
  /** Views of the layer `rollups` are stored by `build_date` and rebuilt by {@link Warehouse.rebuild}. */
  readonly layer: ViewLayer;
  /** A SELECT that names raw tables as `ci_raw.<table>` and other views as `ci.<view>`. */
  readonly sql: string;
}

/** Append-only tables (`ci_raw`) and the views over them (`ci`). */
export interface Warehouse {
  /**
   * Creates the raw tables and roll-ups that are missing and replaces the views. Safe to run any number of times; where
   * views have changed, roll-ups may be empty afterwards, and are to be rebuilt.
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
   * Replaces the rows of one date in roll-ups by what their queries give now: all of it, or nothing.
   *
   * @param rollUps in an order in which each reads only those before it
   * @param date ISO date
   * @throws WarehouseUnavailableError when it could not be done; the rows are as they were
   */
  rebuild(rollUps: readonly View[], date: string): Promise<void>;

  /**
   * Runs one GoogleSQL statement; names without a dataset are views of `ci`.
   *
   * @throws QueryError with the engine's explanation when the statement cannot be run
   */
  query(sql: string): Promise<QueryResult>;

  close(): Promise<void>;
}
