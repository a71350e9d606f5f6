import type { BigQuery } from '@google-cloud/bigquery';
import { z } from 'zod';
import {
  QueryError,
  RefusedRowsError,
  WarehouseUnavailableError,
  type RefusedRow,
} from '../../errors.ts';
import type {
  Deletion,
  DeploymentOptions,
  DeploymentStep,
  QueryResult,
  View,
  Warehouse,
  QueryParameters,
} from '../../ports/warehouse.ts';
import { RETRIES } from '../../retry/policies.ts';
import { retrying } from '../../retry/retrying.ts';
import { type TableName, type TableRow } from '../../schema/tables.ts';
import { WINDOW_VIEW, withPrunedWindows } from '../../views/pruned-windows.ts';
import { withStoredSteps } from '../../views/stored-steps.ts';
import { deleteRows } from './delete-rows.ts';
import { encodeRow, splitRows } from './encode-row.ts';
import { createClient, createWriter } from './clients.ts';
import type { BigQueryCatalog } from './deploy/catalog.ts';
import { toWarehouseError } from './errors.ts';
import { resultOf } from './query-job.ts';
import { rebuildScripts, snapshotScript } from './rebuild-scripts.ts';
import { prefixDatasets } from './prefix-datasets.ts';
import type { StorageWriter } from './storage-writer.ts';

/** The part of the answer to a dry run that tells the kind of the statement, and the bytes that it reads. */
const dryRunSchema = z.object({
  statistics: z.object({
    query: z.object({
      statementType: z.string(),
      totalBytesProcessed: z.coerce.number().default(0),
    }),
  }),
});

const WINDOW_START = `SELECT first_date FROM ${WINDOW_VIEW}`;
const windowStartSchema = z.iso.date().nullish();

/** Size of a request. The Storage Write API accepts 10 MB, and sizes are estimates. */
const MAX_REQUEST_BYTES = 9_000_000;

export interface BigQueryWarehouseOptions {
  readonly projectId: string;
  /** Precedes the names of the datasets `ci_raw` and `ci`; empty by default. */
  readonly datasetPrefix?: string | undefined;
  /** Queries that would be billed for more bytes are not run; by default there is no limit. */
  readonly maxBytesBilled?: number | undefined;
  /** URL of an emulator, which is called without credentials. */
  readonly apiEndpoint?: string | undefined;
  /** `host:port` of the emulator's Storage Write API. */
  readonly storageEndpoint?: string | undefined;
}

/** A warehouse in the datasets of a Google Cloud project. */
export class BigQueryWarehouse implements Warehouse {
  readonly #projectId: string;
  readonly #prefix: string;
  readonly #maxBytesBilled: number | undefined;
  readonly #apiEndpoint: string | undefined;
  readonly #storageEndpoint: string | undefined;
  #opening: Promise<BigQuery> | undefined;
  #writer: Promise<StorageWriter> | undefined;
  readonly #appending = new Set<Promise<void>>();
  #isClosed = false;

  constructor({
    projectId,
    datasetPrefix,
    maxBytesBilled,
    apiEndpoint,
    storageEndpoint,
  }: BigQueryWarehouseOptions) {
    this.#maxBytesBilled = maxBytesBilled;
    this.#projectId = projectId;
    this.#prefix = datasetPrefix ?? '';
    this.#apiEndpoint = apiEndpoint;
    this.#storageEndpoint = storageEndpoint;
  }

  async deploy(
    views: readonly View[],
    options: DeploymentOptions = {},
  ): Promise<readonly DeploymentStep[]> {
    const { deployToBigQuery } = await import('./deploy/deployment.ts');
    const { parseQueryFields } = await import('./deploy/found.ts');
    const target = {
      catalog: await this.#catalog(),
      prefix: this.#prefix,
      prefixed: (sql: string) => prefixDatasets(sql, this.#prefix),
      run: async (sql: string) => {
        await this.query(sql);
      },
      fieldsOf: async (sql: string) => parseQueryFields(await this.#dryRun(sql)),
    };
    return await deployToBigQuery(target, await this.#adapted(views), options);
  }

  async hasViews(views: readonly View[]): Promise<boolean> {
    const { hasDigest } = await import('./deploy/changes.ts');
    const catalog = await this.#catalog();
    const labels = await catalog.labels(`${this.#prefix}ci`);
    return (await this.#adapted(views)).every((view) =>
      hasDigest(view, { labels: labels.get(view.name) ?? {} }),
    );
  }

  async rebuild(rollUps: readonly View[], dates: readonly string[]): Promise<void> {
    for (const script of rebuildScripts(rollUps, dates)) await this.#runTransaction(script);
  }

  async replaceSnapshots(snapshots: readonly View[]): Promise<void> {
    const firstDate = await this.#windowStart();
    await this.#runTransaction(snapshotScript(withPrunedWindows(snapshots, firstDate)));
  }

  /** Runs a transaction that gives the same rows any number of times, as another refresh may get in its way. */
  async #runTransaction(script: string): Promise<void> {
    await retrying(RETRIES.rebuild, () => this.query(script));
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

  /** Returns the kind of a statement, such as `SELECT` or `SCRIPT`, and the bytes that it reads; this costs nothing. */
  async dryRun(
    sql: string,
    parameters?: QueryParameters,
  ): Promise<{ readonly type: string | undefined; readonly bytes: number }> {
    const query = dryRunSchema.safeParse(await this.#dryRun(sql, parameters)).data?.statistics
      .query;
    return { type: query?.statementType, bytes: query?.totalBytesProcessed ?? 0 };
  }

  async #dryRun(sql: string, parameters?: QueryParameters): Promise<unknown> {
    try {
      const client = await this.#client();
      const [job] = await client.createQueryJob({
        ...this.#request(sql, parameters),
        dryRun: true,
      });
      return job.metadata;
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

  /** Returns views in the form that BigQuery gets: windows begin at a constant date, and steps of large views are stored. */
  async #adapted(views: readonly View[]): Promise<readonly View[]> {
    const hasWindow = views.some(({ name }) => name === WINDOW_VIEW);
    const firstDate = hasWindow ? await this.#windowStart() : undefined;
    return withStoredSteps(withPrunedWindows(views, firstDate));
  }

  /** Returns the first date of the window; `undefined` without builds, and before the first deployment. */
  async #windowStart(): Promise<string | undefined> {
    try {
      const { rows } = await this.query(WINDOW_START);
      return windowStartSchema.parse(rows[0]?.['first_date']) ?? undefined;
    } catch (error) {
      if (error instanceof QueryError) return undefined;
      throw error;
    }
  }

  #request(sql: string, parameters?: QueryParameters) {
    return {
      query: prefixDatasets(sql, this.#prefix),
      ...(parameters !== undefined && { params: { ...parameters } }),
      ...(this.#maxBytesBilled !== undefined && {
        maximumBytesBilled: String(this.#maxBytesBilled),
      }),
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

  /** Loads what only deployments need. */
  async #catalog(): Promise<BigQueryCatalog> {
    const { BigQueryCatalog } = await import('./deploy/catalog.ts');
    return new BigQueryCatalog(await this.#client(), this.#projectId);
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
