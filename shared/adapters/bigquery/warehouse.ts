import type { BigQuery, Job, QueryResultsOptions, QueryRowsResponse } from '@google-cloud/bigquery';
import { z } from 'zod';
import {
  QueryError,
  RefusedRowsError,
  WarehouseUnavailableError,
  type RefusedRow,
} from '../../errors.ts';
import type {
  Deletion,
  QueryResult,
  View,
  Warehouse,
  WarehouseReader,
  QueryParameters,
} from '../../ports/warehouse.ts';
import { RETRIES } from '../../retry/policies.ts';
import { retrying } from '../../retry/retrying.ts';
import { isRollUp } from '../../views/layers.ts';
import { TABLE_NAMES, type TableName, type TableRow } from '../../schema/tables.ts';
import { rebuildStatements, rollUpRows } from '../../views/roll-up.ts';
import { withStoredSteps } from '../../views/stored-steps.ts';
import { createBigQueryDataset } from './dataset.ts';
import { deleteRows } from './delete-rows.ts';
import { encodeRow, splitRows } from './encode-row.ts';
import { toWarehouseError } from './errors.ts';
import { prefixDatasets } from './prefix-datasets.ts';
import { parseFields, toQueryResult, type ResultField } from './query-value.ts';
import type { StorageWriter, StorageWriterOptions } from './storage-writer.ts';

/** The part of the answer to a dry run that tells the kind of the statement. */
const dryRunSchema = z.object({
  statistics: z.object({ query: z.object({ statementType: z.string() }) }),
});

/** Size of a request. The Storage Write API accepts 10 MB, and sizes are estimates. */
const MAX_REQUEST_BYTES = 9_000_000;

export interface BigQueryWarehouseOptions {
  readonly projectId: string;
  /** Precedes the names of the datasets `ci_raw` and `ci`; empty by default. */
  readonly datasetPrefix?: string | undefined;
  /** URL of an emulator, which is called without credentials. */
  readonly apiEndpoint?: string | undefined;
  /** `host:port` of the emulator's Storage Write API. */
  readonly storageEndpoint?: string | undefined;
}

/** Returns the warehouse in the datasets of a Google Cloud project. */
export function createBigQueryWarehouse(options: BigQueryWarehouseOptions): Warehouse {
  return new BigQueryWarehouse(options);
}

/** Returns the warehouse in the datasets of a Google Cloud project, for queries only. */
export function createBigQueryReader(options: BigQueryWarehouseOptions): WarehouseReader {
  const warehouse = new BigQueryWarehouse(options);
  return {
    query: async (sql, parameters) => {
      const type = await warehouse.statementType(sql, parameters);
      if (type !== 'SELECT') {
        throw new QueryError(
          `only a single SELECT can be run, not ${type ?? 'a statement of an unknown kind'}: ` +
            'queries do not change the warehouse',
        );
      }
      return await warehouse.query(sql, parameters);
    },
    close: () => warehouse.close(),
  };
}

class BigQueryWarehouse implements Warehouse {
  readonly #projectId: string;
  readonly #prefix: string;
  readonly #apiEndpoint: string | undefined;
  readonly #storageEndpoint: string | undefined;
  #opening: Promise<BigQuery> | undefined;
  #writer: Promise<StorageWriter> | undefined;
  readonly #appending = new Set<Promise<void>>();
  #isClosed = false;

  constructor({
    projectId,
    datasetPrefix,
    apiEndpoint,
    storageEndpoint,
  }: BigQueryWarehouseOptions) {
    this.#projectId = projectId;
    this.#prefix = datasetPrefix ?? '';
    this.#apiEndpoint = apiEndpoint;
    this.#storageEndpoint = storageEndpoint;
  }

  async deploy(views: readonly View[]): Promise<void> {
    try {
      const client = await this.#client();
      await createBigQueryDataset(client, `${this.#prefix}ci_raw`, TABLE_NAMES);
      await createBigQueryDataset(client, `${this.#prefix}ci`, []);
    } catch (error) {
      throw toWarehouseError(error);
    }
    for (const view of withStoredSteps(views)) await this.query(createStatement(view));
  }

  async rebuild(rollUps: readonly View[], dates: readonly string[]): Promise<void> {
    // One date after the other: a constant date prunes the partitions of all tables, several dates do not.
    for (const date of dates) {
      const statements = rollUps.flatMap((rollUp) => rebuildStatements(rollUp, [date]));
      const script = ['BEGIN TRANSACTION', ...statements, 'COMMIT TRANSACTION']
        .join(';\n')
        .concat(';');
      // Another refresh of the date may get in the way; the transaction is the same any number of times.
      await retrying(RETRIES.rebuild, () => this.query(script));
    }
  }

  async append<T extends TableName>(table: T, rows: readonly TableRow<T>[]): Promise<void> {
    if (this.#isClosed)
      throw new WarehouseUnavailableError(
        'cannot write rows: the connection to BigQuery is closed',
      );
    const appending = this.#append(table, rows).finally(() => this.#appending.delete(appending));
    this.#appending.add(appending);
    await appending;
  }

  async erase(deletions: readonly Deletion[]): Promise<void> {
    await deleteRows(deletions, (sql) => this.query(sql));
  }

  async query(sql: string, parameters?: QueryParameters): Promise<QueryResult> {
    try {
      const client = await this.#client();
      const [job] = await client.createQueryJob(this.#request(sql, parameters));
      return await resultOf(job);
    } catch (error) {
      throw toWarehouseError(error);
    }
  }

  /** Returns the kind of a statement, such as `SELECT` or `SCRIPT`, by a dry run, which costs nothing. */
  async statementType(sql: string, parameters?: QueryParameters): Promise<string | undefined> {
    try {
      const client = await this.#client();
      const [job] = await client.createQueryJob({
        ...this.#request(sql, parameters),
        dryRun: true,
      });
      return dryRunSchema.safeParse(job.metadata).data?.statistics.query.statementType;
    } catch (error) {
      throw toWarehouseError(error);
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await Promise.allSettled(this.#appending);
    const writer = await this.#writer?.catch(() => undefined);
    await writer?.close();
  }

  #request(sql: string, parameters?: QueryParameters) {
    return {
      query: prefixDatasets(sql, this.#prefix),
      ...(parameters !== undefined && { params: { ...parameters } }),
      defaultDataset: { projectId: this.#projectId, datasetId: `${this.#prefix}ci` },
    };
  }

  async #append<T extends TableName>(table: T, rows: readonly TableRow<T>[]): Promise<void> {
    const encoded = Iterator.from(rows).map((row) => encodeRow(table, row));
    const refused: RefusedRow[] = [];
    let sent = 0;
    for (const part of splitRows(encoded, MAX_REQUEST_BYTES)) {
      try {
        await (await this.#storage()).append(table, part);
      } catch (error) {
        if (!(error instanceof RefusedRowsError)) throw error;
        for (const { index, reason } of error.rows) refused.push({ index: sent + index, reason });
      }
      sent += part.length;
    }
    if (refused.length > 0) throw new RefusedRowsError(table, refused);
  }

  /** Loads the client for queries when it is needed first: `load` needs only the writer. */
  #client(): Promise<BigQuery> {
    this.#opening ??= createClient(this.#projectId, this.#apiEndpoint);
    return this.#opening;
  }

  /** Loads the writer when it is needed first: queries and `refresh` do not need it. */
  #storage(): Promise<StorageWriter> {
    this.#writer ??= createWriter({
      projectId: this.#projectId,
      dataset: `${this.#prefix}ci_raw`,
      endpoint: this.#storageEndpoint,
    });
    return this.#writer;
  }
}

function createStatement(view: View): string {
  if (!isRollUp(view)) return `CREATE OR REPLACE VIEW ci.\`${view.name}\` AS\n${view.sql}`;
  return `CREATE TABLE IF NOT EXISTS ci.\`${view.name}\` PARTITION BY build_date AS\n${rollUpRows(view)}`;
}

async function createClient(projectId: string, apiEndpoint: string | undefined): Promise<BigQuery> {
  // Bundled, a CommonJS package that is imported later has its default export only.
  const { default: library } = await import('@google-cloud/bigquery');
  if (apiEndpoint === undefined) return new library.BigQuery({ projectId });
  const { default: auth } = await import('google-auth-library');
  const authClient = new auth.PassThroughClient();
  return new library.BigQuery({ projectId, apiEndpoint, authClient });
}

async function createWriter(options: StorageWriterOptions): Promise<StorageWriter> {
  const { StorageWriter } = await import('./storage-writer.ts');
  return new StorageWriter(options);
}

/** Returns the result of a query job, all pages of it. */
async function resultOf(job: Job): Promise<QueryResult> {
  const rows: unknown[] = [];
  let fields: readonly ResultField[] | undefined;
  let next: QueryResultsOptions | null | undefined = {};
  while (next) {
    const page: QueryRowsResponse = await job.getQueryResults({
      ...next,
      autoPaginate: false,
      skipParsing: true,
    });
    for (const row of page[0]) rows.push(row);
    fields ??= parseFields(page[2]);
    next = page[1];
  }
  return toQueryResult(fields ?? [], rows);
}
