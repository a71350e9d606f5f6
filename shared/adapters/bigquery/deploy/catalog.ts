import type { BigQuery, TableMetadata } from '@google-cloud/bigquery';
import { DeploymentError } from '../../../errors.ts';
import { reasonOf, toWarehouseError } from '../errors.ts';
import {
  parseDataset,
  parseLabels,
  parseTable,
  type FoundDataset,
  type FoundTable,
} from './found.ts';

/** What is done, for messages, and the permission that it needs. */
export interface Attempt {
  readonly does: string;
  readonly needs: string;
}

/** Query of the request for a dataset; by default the service returns the access list as well. */
const WITHOUT_ACCESS = { datasetView: 'METADATA' };

/** Reads and changes the metadata of datasets, tables and views. */
export class BigQueryCatalog {
  readonly #client: BigQuery;
  readonly #projectId: string;

  constructor(client: BigQuery, projectId: string) {
    this.#client = client;
    this.#projectId = projectId;
  }

  /** Returns a dataset, or `undefined` if it does not exist. Its access list is not asked for, which may take another permission. */
  async dataset(id: string): Promise<FoundDataset | undefined> {
    return await attempt(
      { does: `read the dataset ${id}`, needs: this.#on('bigquery.datasets.get', id) },
      async () => parseDataset((await this.#client.dataset(id).getMetadata(WITHOUT_ACCESS))[0]),
    ).catch(ignore('notFound'));
  }

  /** Creates a dataset if it does not exist. */
  async createDataset(id: string, location: string | undefined): Promise<void> {
    await attempt(
      {
        does: `create the dataset ${id}`,
        needs: `bigquery.datasets.create on the project ${this.#projectId}`,
      },
      async () => {
        await this.#client.createDataset(id, location === undefined ? {} : { location });
      },
    ).catch(ignore('duplicate'));
  }

  /** Returns a table or view, or `undefined` if it does not exist. */
  async table(dataset: string, id: string): Promise<FoundTable | undefined> {
    return await attempt(
      { does: `read ${dataset}.${id}`, needs: this.#on('bigquery.tables.get', dataset) },
      async () => parseTable((await this.#client.dataset(dataset).table(id).getMetadata())[0]),
    ).catch(ignore('notFound'));
  }

  /** Creates a table if it does not exist. */
  async createTable(dataset: string, id: string, metadata: TableMetadata): Promise<void> {
    await attempt(
      { does: `create ${dataset}.${id}`, needs: this.#on('bigquery.tables.create', dataset) },
      async () => {
        await this.#client.dataset(dataset).createTable(id, metadata);
      },
    ).catch(ignore('duplicate'));
  }

  /**
   * Sets some of the metadata of a table or view.
   *
   * @param etag refuses the change if the table was changed since it had this tag
   */
  async change(
    { dataset, id }: { readonly dataset: string; readonly id: string },
    metadata: TableMetadata,
    etag: string | undefined,
  ): Promise<void> {
    await attempt(
      { does: `change ${dataset}.${id}`, needs: this.#on('bigquery.tables.update', dataset) },
      () =>
        this.#client
          .dataset(dataset)
          .table(id)
          .setMetadata({ ...metadata, ...(etag !== undefined && { etag }) }),
    );
  }

  /** Returns the labels of all tables and views of a dataset by their names; none if it does not exist. */
  async labels(dataset: string): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
    const found = await attempt(
      { does: `list the dataset ${dataset}`, needs: this.#on('bigquery.tables.list', dataset) },
      async () => parseLabels((await this.#client.dataset(dataset).getTables())[0]),
    ).catch(ignore('notFound'));
    return found ?? new Map<string, Readonly<Record<string, string>>>();
  }

  #on(permission: string, dataset: string): string {
    return `${permission} on the dataset ${this.#projectId}.${dataset}`;
  }
}

/**
 * Runs a request.
 *
 * @throws DeploymentError that names the permission if access is denied
 * @throws QueryError or WarehouseUnavailableError for any other failure
 */
export async function attempt<T>({ does, needs }: Attempt, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const failure = toWarehouseError(error);
    if (reasonOf(error) !== 'accessDenied') throw failure;
    throw new DeploymentError(
      `cannot ${does}: ${failure.message}. The account needs the permission ${needs}; grant it and run the command again`,
      { cause: error },
    );
  }
}

/** Returns a handler that returns nothing for failures with a reason, and throws others again. */
function ignore(reason: string): (error: unknown) => undefined {
  return (error) => {
    if (reasonOf(error) !== reason) throw error;
    return undefined;
  };
}
