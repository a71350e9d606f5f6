import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { DuckDbSettings } from '../../config/duckdb-config.ts';
import { messageOf, QueryError, WarehouseUnavailableError } from '../../errors.ts';
import type { QueryParameters, QueryResult, View, WarehouseReader } from '../../ports/warehouse.ts';
import { isDeployed } from './dataset.ts';
import { createInstance } from './instance.ts';
import { readQueryResult } from './query-result.ts';
import { SEARCH_PATH } from './search-path.ts';
import { prepareReading } from './select-only.ts';
import { copySnapshot, type Snapshot } from './snapshot.ts';
import { duckDbString } from './string-literal.ts';
import { translateQuery } from './translate.ts';

/** DuckDB's message when another process writes the file. */
const LOCKED = 'Could not set lock on file';

const DIRECT = { remove: () => undefined };

interface Attachment {
  readonly path: string;
  readonly settings: Partial<DuckDbSettings>;
  /** The copy that the path is one of. */
  readonly snapshot?: Snapshot;
}

/** A warehouse in a file that is only read: nothing is created, migrated or refreshed. */
export class DuckDbReader implements WarehouseReader {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #snapshot: Pick<Snapshot, 'remove'>;
  /** Whether another process writes the file, so that queries read a copy of this moment. */
  readonly isSnapshot: boolean;

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    snapshot: Snapshot | undefined,
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#snapshot = snapshot ?? DIRECT;
    this.isSnapshot = snapshot !== undefined;
  }

  /**
   * Opens an existing warehouse. While another process writes the file, a copy is opened: DuckDB lets only one process
   * open a file that is written.
   *
   * @throws WarehouseUnavailableError when the file is not a warehouse, or cannot be opened or copied
   */
  static async open(path: string, settings: Partial<DuckDbSettings> = {}): Promise<DuckDbReader> {
    try {
      return await DuckDbReader.#attach({ path, settings });
    } catch (error) {
      if (!messageOf(error).includes(LOCKED)) throw cannotOpen(path, error);
    }
    return await DuckDbReader.openCopy(path, settings);
  }

  /**
   * Opens a copy of an existing warehouse, so that other processes may write the file while it is read.
   *
   * @throws WarehouseUnavailableError when the file is not a warehouse, or cannot be copied
   */
  static async openCopy(
    path: string,
    settings: Partial<DuckDbSettings> = {},
  ): Promise<DuckDbReader> {
    const snapshot = await copySnapshot(path);
    try {
      return await DuckDbReader.#attach({ path: snapshot.path, settings, snapshot });
    } catch (error) {
      snapshot.remove();
      throw cannotOpen(path, error);
    }
  }

  static async #attach({ path, settings, snapshot }: Attachment): Promise<DuckDbReader> {
    const instance = await createInstance(path, settings);
    try {
      const connection = await instance.connect();
      // A copy is not protected: DuckDB may have to recover it, which writes.
      const mode = snapshot === undefined ? ' (READ_ONLY)' : '';
      await connection.run(`ATTACH ${duckDbString(path)} AS warehouse${mode}`);
      await connection.run('USE warehouse');
      await connection.run("SET TimeZone = 'UTC'");
      await connection.run(SEARCH_PATH);
      // Queries of programs and agents read the warehouse, and no other file of this machine. Folders to spill into stay allowed.
      await connection.run('SET enable_external_access = false');
      return new DuckDbReader(instance, connection, snapshot);
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /** Returns whether the file has these views. One made by another version of ci-signal has its own. */
  async hasViews(views: readonly View[]): Promise<boolean> {
    return await isDeployed(this.#connection, views);
  }

  async query(sql: string, parameters?: QueryParameters): Promise<QueryResult> {
    const translated = await translateQuery(sql, parameters);
    try {
      const statement = await prepareReading(this.#connection, translated);
      if (parameters !== undefined) statement.bind({ ...parameters });
      return readQueryResult(await statement.runAndReadAll());
    } catch (error) {
      if (error instanceof QueryError) throw error;
      throw new QueryError(messageOf(error), { cause: error });
    }
  }

  close(): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
    this.#snapshot.remove();
    return Promise.resolve();
  }
}

function cannotOpen(path: string, error: unknown): WarehouseUnavailableError {
  return new WarehouseUnavailableError(
    `cannot read the warehouse ${path}: ${messageOf(error)}; a warehouse is made by \`ci-signal ingest\``,
    { cause: error },
  );
}
