import { managedwriter } from '@google-cloud/bigquery-storage';
import { credentials } from '@grpc/grpc-js';
import type { TableName } from '../../schema/tables.ts';
import type { EncodedRow } from './encode-row.ts';
import { BigQueryTableWriter } from './table-writer.ts';

/** Where rows are written. */
export interface StorageWriterOptions {
  readonly projectId: string;
  readonly dataset: string;
  /** `host:port` of the emulator's Storage Write API; `undefined` for the cloud. */
  readonly endpoint: string | undefined;
}

/** The client of the Storage Write API, with a writer for each table that has got rows. */
export class StorageWriter {
  readonly #client: managedwriter.WriterClient;
  readonly #dataset: string;
  readonly #writers = new Map<TableName, BigQueryTableWriter>();

  constructor({ projectId, dataset, endpoint }: StorageWriterOptions) {
    this.#client = createWriterClient(projectId, endpoint);
    this.#dataset = `projects/${projectId}/datasets/${dataset}`;
  }

  /**
   * @throws RefusedRowsError if rows were refused; the others were acknowledged
   * @throws WarehouseUnavailableError if the rows were not acknowledged
   */
  async append(table: TableName, rows: EncodedRow[]): Promise<void> {
    const path = `${this.#dataset}/tables/${table}`;
    const writer = this.#writers.get(table) ?? new BigQueryTableWriter(this.#client, table, path);
    this.#writers.set(table, writer);
    await writer.append(rows);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#writers.values()].map((writer) => writer.close()));
    this.#client.close();
    await this.#client.getClient().close();
  }
}

function createWriterClient(
  projectId: string,
  endpoint: string | undefined,
): managedwriter.WriterClient {
  if (endpoint === undefined) return new managedwriter.WriterClient({ projectId });
  const [apiEndpoint, port] = endpoint.split(':');
  return new managedwriter.WriterClient({
    projectId,
    ...(apiEndpoint !== undefined && { apiEndpoint }),
    port: Number(port),
    sslCreds: credentials.createInsecure(),
  });
}
