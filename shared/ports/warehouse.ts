import type { TableName, TableRow } from '../schema/tables.ts';

/**
 * A value of a query result in the types of JSON. Times are ISO 8601 in UTC, integers beyond 2^53 are decimal strings.
 */
export type QueryValue =
  | string
  | number
  | boolean
  | null
  | readonly QueryValue[]
  | { readonly [name: string]: QueryValue };

/** The rows that a query returns. */
export interface QueryResult {
  /** Names of the columns, in the order of the SELECT list. */
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, QueryValue>>[];
}

/** A layer of views: a folder of `infra/views`. */
export type ViewLayer =
  'staging' | 'policy' | 'rollups' | 'intermediate' | 'snapshots' | 'operations' | 'marts';

/** A view, roll-up or snapshot of dataset `ci`. */
export interface View {
  readonly name: string;
  /** Rows of the layers `rollups` and `snapshots` are stored, and replaced by {@link Warehouse.rebuild} and {@link Warehouse.replaceSnapshots}. */
  readonly layer: ViewLayer;
  /** A SELECT statement in GoogleSQL that names raw tables as `ci_raw.<table>` and other views as `ci.<view>`. */
  readonly sql: string;
  readonly description?: string;
  /** The description of each column, in the order of the columns. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** What a deployment does, or has done, with a dataset, table or view. */
export interface DeploymentStep {
  readonly action: 'create' | 'alter' | 'replace' | 'unchanged';
  readonly kind: 'dataset' | 'table' | 'roll-up' | 'snapshot' | 'view';
  /** Name of a dataset, or `<dataset>.<table or view>`. */
  readonly name: string;
  /** Why it is necessary; empty for what is unchanged. */
  readonly reason: string;
}

/** Options of a deployment. */
export interface DeploymentOptions {
  /** Whether to return the steps and change nothing. */
  readonly isDryRun?: boolean;
  /** Location of datasets that are created, such as `EU`; by default that of the datasets there, and otherwise the service's. */
  readonly location?: string | undefined;
  /** Called before each step that changes something. */
  readonly onStep?: (step: DeploymentStep) => void;
}

/** Values of the parameters of a statement, by name. All of them are strings. */
export type QueryParameters = Readonly<Record<string, string>>;

/** Queries on a warehouse. */
export interface WarehouseReader {
  /**
   * Runs one GoogleSQL statement, in which names without a dataset are views of `ci`.
   *
   * @param parameters values of the parameters of the statement, by name: `@bucket` in the statement has the value of
   *   `bucket`
   * @throws QueryError with the engine's explanation when the statement cannot be run; a reader that is not a
   *   {@link Warehouse} runs only statements that return rows and change nothing
   */
  query(sql: string, parameters?: QueryParameters): Promise<QueryResult>;

  /**
   * Returns the bytes that a statement would read and that would be paid for, without running it. A warehouse whose queries
   * cost nothing does not have this.
   *
   * @throws QueryError with the engine's explanation when the statement cannot be run
   */
  bytesRead?(sql: string): Promise<number>;

  /** Closes all connections; a warehouse first waits for running appends. */
  close(): Promise<void>;
}

/** Rows of a raw table that are deleted. */
export interface Deletion {
  readonly table: TableName;
  /** Date under which the rows stand, in ISO format. */
  readonly date: string;
  /** A condition of GoogleSQL. */
  readonly condition: string;
}

/** A reader of a warehouse that changes meanwhile. */
export interface FollowingReader extends WarehouseReader {
  /** Returns a text that is another one when the warehouse has changed. It costs little, and may be some seconds late. */
  version(): Promise<string>;
}

/** A database of append-only raw tables (dataset `ci_raw`) and views over them (dataset `ci`). */
export interface Warehouse extends WarehouseReader {
  /**
   * Creates what is missing, gives raw tables and roll-ups their new columns, and replaces the views that have changed. Never
   * drops a raw table, its columns or its rows. Safe to run any number of times, also at the same time, and after a run that
   * was interrupted. Roll-ups and snapshots may be empty afterwards, and have to be rebuilt.
   *
   * @param views ordered so that each names only views before it
   * @returns the steps in the order in which they were taken, or would be taken
   * @throws NewerWarehouseError if a newer version has written the warehouse; nothing was changed
   * @throws DeploymentError if what is there cannot be changed into what is wanted, or a permission is missing
   * @throws WarehouseUnavailableError if a table or view cannot be created now
   */
  deploy(views: readonly View[], options?: DeploymentOptions): Promise<readonly DeploymentStep[]>;

  /** Returns whether all these views and roll-ups are deployed in this form. */
  hasViews(views: readonly View[]): Promise<boolean>;

  /**
   * Appends rows to a raw table; they are durable when the promise resolves. A row may be appended any number of times:
   * the views show it once.
   *
   * @throws RefusedRowsError if rows cannot be written for a reason of their own, which it names for each; the others, and
   *   the rows of other appends, are stored
   * @throws WarehouseUnavailableError if the rows cannot be written now; some of them may have been written
   */
  append<T extends TableName>(table: T, rows: readonly TableRow<T>[]): Promise<void>;

  /**
   * Replaces the rows of dates in roll-ups by the current results of their queries. The rows of one date are replaced in
   * one transaction.
   *
   * @param rollUps ordered so that each reads only those before it
   * @param dates in ISO format, in ascending order
   * @throws WarehouseUnavailableError if the rows cannot be replaced now; those of some dates may have been replaced
   */
  rebuild(rollUps: readonly View[], dates: readonly string[]): Promise<void>;

  /**
   * Replaces all rows of snapshots by the current results of their queries, in one transaction.
   *
   * @param snapshots ordered so that each reads only those before it
   * @throws WarehouseUnavailableError if the rows cannot be replaced now
   */
  replaceSnapshots(snapshots: readonly View[]): Promise<void>;

  /**
   * Deletes rows of raw tables for good, such as those with a secret; readings that do not count any more are withdrawn by
   * other rows instead. BigQuery keeps deleted rows for its time travel.
   *
   * @throws WarehouseUnavailableError if some rows cannot be deleted now, such as those that were written just before; the
   *   others are deleted
   */
  erase(deletions: readonly Deletion[]): Promise<void>;
}
