import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { DuckDbSettings } from '../../config/duckdb-config.ts';
import {
  messageOf,
  QueryError,
  RefusedRowsError,
  WarehouseUnavailableError,
  type RefusedRow,
} from '../../errors.ts';
import type {
  Deletion,
  DeploymentOptions,
  DeploymentStep,
  QueryParameters,
  QueryResult,
  View,
  Warehouse,
} from '../../ports/warehouse.ts';
import type { TableName, TableRow } from '../../schema/tables.ts';
import { dateGroups } from '../../views/date-groups.ts';
import { commitAppends, type Append } from './commit-appends.ts';
import { isDeployed } from './dataset.ts';
import { deployDataset } from './deployment.ts';
import { toGoogleSqlType } from './googlesql-type.ts';
import { eraseRows, rewriteFile } from './erase.ts';
import { createInstance } from './instance.ts';
import { readQueryResult } from './query-result.ts';
import { rebuild, replaceRows } from './rebuild.ts';
import { SEARCH_PATH } from './search-path.ts';
import { duckDbString } from './string-literal.ts';
import { translateQuery } from './translate.ts';

/**
 * Dates whose roll-ups are rebuilt together: planning the queries takes half a second for any number of dates, and the memory
 * that they take grows with the rows.
 */
const TOGETHER = { dates: 1, rows: 60_000 };

/**
 * A commit takes tens of milliseconds for a few rows of each table, so that those of a flood of appends gather more of them first:
 * after a commit of `flood` appends, the next one waits for twice its time, until there are `most`.
 */
const GATHERED = { flood: 64, most: 400, longestMs: 250 };

/** Rows that wait for the next commit, and the promise of that commit. */
interface Pending {
  readonly appends: Append[];
  /** The refused rows of each append that has any. */
  readonly committed: Promise<ReadonlyMap<Append, readonly RefusedRow[]>>;
  /** Ends the wait for more appends. */
  readonly gathered: () => void;
}

/** A warehouse in one file of this machine. */
export class DuckDbWarehouse implements Warehouse {
  readonly #path: string;
  readonly #instance: DuckDBInstance;
  readonly #reader: DuckDBConnection;
  readonly #writer: DuckDBConnection;
  #pending: Pending | undefined;
  #lastCommit: Promise<unknown> = Promise.resolve();
  /** Milliseconds in which the next commit waits for more appends. */
  #wait = 0;

  private constructor(
    path: string,
    instance: DuckDBInstance,
    connections: { readonly reader: DuckDBConnection; readonly writer: DuckDBConnection },
  ) {
    this.#path = path;
    this.#instance = instance;
    this.#reader = connections.reader;
    this.#writer = connections.writer;
  }

  /**
   * Opens the warehouse in a file, which is created if it does not exist. `:memory:` is a warehouse without a file.
   *
   * @param settings limits of DuckDB
   * @throws WarehouseUnavailableError if the file is not a DuckDB file or another process has it open
   */
  static async open(
    path: string,
    settings: Partial<DuckDbSettings> = {},
  ): Promise<DuckDbWarehouse> {
    try {
      const instance = await createInstance(path, settings);
      const [reader, writer] = [await instance.connect(), await instance.connect()];
      // By default DuckDB names a database after its file, and `ci` is also the name of a schema.
      await writer.run(`ATTACH ${duckDbString(path)} AS warehouse`);
      for (const connection of [reader, writer]) {
        await connection.run('USE warehouse');
        await connection.run("SET TimeZone = 'UTC'");
      }
      return new DuckDbWarehouse(path, instance, { reader, writer });
    } catch (error) {
      throw new WarehouseUnavailableError(
        `cannot open the warehouse ${path}: ${messageOf(error)}` +
          (messageOf(error).includes('Could not set lock')
            ? '; another process has it open: run the command again when that process has ended'
            : ''),
        { cause: error },
      );
    }
  }

  async deploy(
    views: readonly View[],
    options: DeploymentOptions = {},
  ): Promise<readonly DeploymentStep[]> {
    return await deployDataset({ connection: this.#writer, path: this.#path }, views, options);
  }

  async hasViews(views: readonly View[]): Promise<boolean> {
    return await isDeployed(this.#writer, views);
  }

  async rebuild(rollUps: readonly View[], dates: readonly string[]): Promise<void> {
    if (dates.length === 0) return;
    const groups = dateGroups(dates, await this.#rowsByDate(), TOGETHER);
    for (const group of groups) {
      await this.#replace(
        async () => {
          // Rows that are not written into the file yet take memory beside the queries. A checkpoint is refused while others
          // read or write, and saves no memory then.
          if (groups.length > 1) {
            await this.#writer.run('CHECKPOINT warehouse').catch(() => undefined);
          }
          await rebuild(this.#writer, rollUps, group);
        },
        `cannot rebuild the roll-ups of ${group[0]} to ${group.at(-1)}`,
      );
    }
  }

  async replaceSnapshots(snapshots: readonly View[]): Promise<void> {
    await this.#replace(
      () => replaceRows(this.#writer, snapshots),
      'cannot replace the rows of snapshots',
    );
  }

  async #replace(work: () => Promise<void>, failure: string): Promise<void> {
    try {
      await this.#afterLastCommit(work);
    } catch (error) {
      throw new WarehouseUnavailableError(`${failure}: ${messageOf(error)}`, { cause: error });
    }
  }

  /** Returns the number of attempts of tests by date, which are most rows. */
  async #rowsByDate(): Promise<ReadonlyMap<string, number>> {
    const result = await this.#reader.runAndReadAll(
      'SELECT build_date::VARCHAR, COUNT(*)::DOUBLE FROM ci_raw.test_attempts GROUP BY 1',
    );
    return new Map(result.getRows().map(([date, count]) => [String(date), Number(count)]));
  }

  /** Appends during a commit share the next one, because a commit costs more than a thousand rows. */
  async append<T extends TableName>(table: T, rows: readonly TableRow<T>[]): Promise<void> {
    if (rows.length === 0) return;
    this.#pending ??= this.#startPending();
    const append: Append = { table, rows };
    const { appends, committed, gathered } = this.#pending;
    if (appends.push(append) >= GATHERED.most) gathered();
    const refused = (await committed).get(append);
    if (refused !== undefined) throw new RefusedRowsError(table, refused);
  }

  async erase(deletions: readonly Deletion[]): Promise<void> {
    try {
      await this.#afterLastCommit(() => this.#erase(deletions));
    } catch (error) {
      throw new WarehouseUnavailableError(
        `cannot delete rows of ${this.#path}: ${messageOf(error)}`,
        { cause: error },
      );
    }
  }

  async #erase(deletions: readonly Deletion[]): Promise<void> {
    await eraseRows(this.#writer, deletions);
    if (this.#path !== ':memory:') await rewriteFile(this.#path, [this.#writer, this.#reader]);
  }

  async query(sql: string, parameters?: QueryParameters): Promise<QueryResult> {
    const translated = await translateQuery(sql, parameters);
    try {
      await this.#reader.run(SEARCH_PATH);
      return readQueryResult(
        await this.#reader.runAndReadAll(translated, parameters && { ...parameters }),
      );
    } catch (error) {
      throw new QueryError(messageOf(error), { cause: error });
    }
  }

  /** Returns the GoogleSQL type of each column of a view, in the order of its columns. */
  async columnTypes(view: string): Promise<ReadonlyMap<string, string>> {
    const statement = await this.#reader.prepare(`SELECT * FROM ci."${view}"`);
    const indexes = Array.from({ length: statement.columnCount }, (_, index) => index);
    return new Map(
      indexes.map((index) => [
        statement.columnName(index),
        toGoogleSqlType(statement.columnType(index)),
      ]),
    );
  }

  async close(): Promise<void> {
    await this.#lastCommit.catch(() => undefined);
    this.#reader.closeSync();
    this.#writer.closeSync();
    this.#instance.closeSync();
  }

  #startPending(): Pending {
    const appends: Append[] = [];
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const gathered = (): void => {
      resolve(undefined);
    };
    const committed = this.#afterLastCommit(async () => {
      if (this.#wait > 0) {
        const timer = setTimeout(gathered, this.#wait);
        await promise;
        clearTimeout(timer);
      }
      this.#pending = undefined;
      return await this.#commit(appends);
    });
    return { appends, committed, gathered };
  }

  async #commit(appends: readonly Append[]): Promise<ReadonlyMap<Append, readonly RefusedRow[]>> {
    const start = performance.now();
    const refused = await commitAppends(this.#writer, appends);
    const taken = performance.now() - start;
    this.#wait = appends.length < GATHERED.flood ? 0 : Math.min(2 * taken, GATHERED.longestMs);
    return refused;
  }

  /** Makes a change when those before have ended: a connection has one transaction at a time. */
  #afterLastCommit<T>(change: () => Promise<T>): Promise<T> {
    const changed = this.#lastCommit.catch(() => undefined).then(change);
    this.#lastCommit = changed;
    return changed;
  }
}
