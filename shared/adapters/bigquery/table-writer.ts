import { setTimeout as sleep } from 'node:timers/promises';
import { adapt, managedwriter, type protos } from '@google-cloud/bigquery-storage';
import pRetry, { AbortError } from 'p-retry';
import { messageOf, WarehouseUnavailableError } from '../../errors.ts';
import { columnsOf } from '../../schema/columns.ts';
import type { TableName } from '../../schema/tables.ts';
import type { EncodedRow } from './encode-row.ts';

/** Each attempt opens a new connection, because the old one may be the cause of the failure. */
const RETRY = { retries: 2, minTimeout: 400 };
const ANSWER_TIMEOUT_MS = 60_000;

type AppendRowsResponse = protos.google.cloud.bigquery.storage.v1.IAppendRowsResponse;

type StreamConnection = Awaited<ReturnType<managedwriter.WriterClient['createStreamConnection']>>;

interface Connection {
  readonly stream: StreamConnection;
  readonly writer: managedwriter.JSONWriter;
}

/** Appends rows to the default stream of one table. Queries see rows as soon as the service has acknowledged them. */
export class BigQueryTableWriter {
  readonly #client: managedwriter.WriterClient;
  readonly #table: TableName;
  readonly #path: string;
  #connection: Promise<Connection> | undefined;

  /** @param path `projects/<project>/datasets/<dataset>/tables/<table>` */
  constructor(client: managedwriter.WriterClient, table: TableName, path: string) {
    this.#client = client;
    this.#table = table;
    this.#path = path;
  }

  /** @throws WarehouseUnavailableError if the rows were not acknowledged */
  async append(rows: EncodedRow[]): Promise<void> {
    try {
      await pRetry(async () => {
        refuseErrors(await this.#request(rows));
      }, RETRY);
    } catch (error) {
      throw new WarehouseUnavailableError(
        `cannot write rows of ${this.#table} to BigQuery: ${messageOf(error)}`,
        { cause: error },
      );
    }
  }

  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    if (connection !== undefined) this.#discard(connection);
  }

  async #request(rows: EncodedRow[]): Promise<AppendRowsResponse> {
    this.#connection ??= this.#connect();
    const opening = this.#connection;
    try {
      const connection = await opening;
      return await answerOf(connection, rows).catch((error: unknown) => {
        this.#discard(connection);
        throw error;
      });
    } catch (error) {
      if (this.#connection === opening) this.#connection = undefined;
      throw error;
    }
  }

  async #connect(): Promise<Connection> {
    const stream = await this.#client.createStreamConnection({
      streamId: managedwriter.DefaultStream,
      destinationTable: this.#path,
    });
    const writer = new managedwriter.JSONWriter({
      connection: stream,
      protoDescriptor: protoDescriptor(this.#table),
    });
    const connection = { stream, writer };
    // An error can also come between requests, such as after long idleness; without a listener it would end the process.
    stream.on('error', () => {
      this.#discard(connection);
    });
    return connection;
  }

  /** Closes a connection. Pending requests are aborted, because the library would leave them waiting forever. */
  #discard({ stream, writer }: Connection): void {
    for (const pending of stream.getPendingWrites()) pending.abort();
    writer.close();
  }
}

/** @throws AbortError if the service refuses the rows: the same request would fail again */
function refuseErrors({ error, rowErrors }: AppendRowsResponse): void {
  const reasons = [error?.message, ...(rowErrors ?? []).map((rowError) => rowError.message)];
  const reason = reasons.find((message) => message !== undefined && message !== null);
  if (reason !== undefined) throw new AbortError(reason);
}

async function answerOf({ writer }: Connection, rows: EncodedRow[]): Promise<AppendRowsResponse> {
  // The request comes first: if it throws at once, there is no timer whose end nothing waits for.
  const answer = writer.appendRows(rows).getResult();
  const answered = new AbortController();
  const timeout = sleep(ANSWER_TIMEOUT_MS, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1000} seconds`);
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    answered.abort();
  }
}

function protoDescriptor(table: TableName): protos.google.protobuf.IDescriptorProto {
  const fields = columnsOf(table).map(({ name, type, mode }) => ({ name, type, mode }));
  const schema = adapt.convertBigQuerySchemaToStorageTableSchema({ fields });
  return adapt.convertStorageSchemaToProto2Descriptor(schema, 'root');
}
