import { setTimeout as sleep } from 'node:timers/promises';
import { adapt, managedwriter, type protos } from '@google-cloud/bigquery-storage';
import { WarehouseUnavailableError } from '../../errors.ts';
import type { TableName } from '../../schema/tables.ts';
import type { EncodedRow } from './encode-row.ts';
import { columnsOf } from './schema.ts';

/** Tries of one request; each goes through a new connection, as the old one may be what is broken. */
const ATTEMPTS = 3;
const RETRY_MS = 200;
const ANSWER_MS = 60_000;

type AppendRowsResponse = protos.google.cloud.bigquery.storage.v1.IAppendRowsResponse;

type StreamConnection = Awaited<ReturnType<managedwriter.WriterClient['createStreamConnection']>>;

interface Connection {
  readonly stream: StreamConnection;
  readonly writer: managedwriter.JSONWriter;
}

/** Appends to the default stream of one table; rows are there for queries as soon as they are acknowledged. */
export class RowWriter {
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

  /** @throws WarehouseUnavailableError when the rows were not acknowledged */
  async append(rows: EncodedRow[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        refuseErrors(await this.#request(rows));
        return;
      } catch (error) {
        if (error instanceof RefusedRowsError || attempt === ATTEMPTS) {
          const why = error instanceof Error ? error.message : String(error);
          throw new WarehouseUnavailableError(`rows of ${this.#table} were not written: ${why}`, {
            cause: error,
          });
        }
        await sleep(RETRY_MS * 2 ** attempt);
      }
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
    // Also when nothing is under way, as after long idleness; with no listener the process would end.
    stream.on('error', () => {
      this.#discard(connection);
    });
    return connection;
  }

  /** Lets go of a connection; what is under way on it fails, for the library would leave it waiting for ever. */
  #discard({ stream, writer }: Connection): void {
    for (const pending of stream.getPendingWrites()) pending.abort();
    writer.close();
  }
}

/** The service took the request and refuses what is in it; the same again would not help. */
class RefusedRowsError extends Error {}

function refuseErrors({ error, rowErrors }: AppendRowsResponse): void {
  const reasons = [error?.message, ...(rowErrors ?? []).map((rowError) => rowError.message)];
  const reason = reasons.find((message) => message !== undefined && message !== null);
  if (reason !== undefined) throw new RefusedRowsError(reason);
}

async function answerOf({ writer }: Connection, rows: EncodedRow[]): Promise<AppendRowsResponse> {
  const answered = new AbortController();
  const late = sleep(ANSWER_MS, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`no answer within ${ANSWER_MS / 1000} seconds`);
  });
  try {
    return await Promise.race([writer.appendRows(rows).getResult(), late]);
  } finally {
    answered.abort();
  }
}

function protoDescriptor(table: TableName): protos.google.protobuf.IDescriptorProto {
  const fields = columnsOf(table).map(({ name, type, mode }) => ({ name, type, mode }));
  const schema = adapt.convertBigQuerySchemaToStorageTableSchema({ fields });
  return adapt.convertStorageSchemaToProto2Descriptor(schema, 'root');
}
