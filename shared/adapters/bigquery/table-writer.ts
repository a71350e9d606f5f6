import { adapt, managedwriter, type protos } from '@google-cloud/bigquery-storage';
import {
  messageOf,
  RefusedRowsError,
  WarehouseUnavailableError,
  type RefusedRow,
} from '../../errors.ts';
import { ANSWER_TIMEOUTS_MS, RETRIES } from '../../retry/policies.ts';
import { retrying } from '../../retry/retrying.ts';
import { transienceOf } from '../../retry/transience.ts';
import { columnsOf } from '../../schema/columns.ts';
import type { TableName } from '../../schema/tables.ts';
import type { EncodedRow } from './encode-row.ts';

type AppendRowsResponse = protos.google.cloud.bigquery.storage.v1.IAppendRowsResponse;

type StreamConnection = Awaited<ReturnType<managedwriter.WriterClient['createStreamConnection']>>;

interface Connection {
  readonly stream: StreamConnection;
  readonly writer: managedwriter.JSONWriter;
  /** Whether it was closed because the answer to a request was late: the requests after that one had no chance. */
  isLate: boolean;
}

class LateAnswerError extends Error {}

/** Thrown for a request that was refused as a whole. */
class RefusedRequestError extends Error {
  /** Whether the same request may succeed later. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient: boolean) {
    super(message);
    this.isTransient = isTransient;
  }
}

/** The failure of a request that was not its own: it is sent again on a new connection, and does not count as an attempt. */
class LateConnectionError extends Error {}

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

  /**
   * Appends rows. A request with rows that the service refuses writes none of its rows, and is sent again without them.
   *
   * @throws RefusedRowsError if rows were refused; the others were acknowledged
   * @throws WarehouseUnavailableError if the rows were not acknowledged
   */
  async append(rows: EncodedRow[]): Promise<void> {
    const refused: RefusedRow[] = [];
    let waiting = rows.map((row, index) => ({ row, index }));
    while (waiting.length > 0) {
      const reasons = await this.#refusals(waiting.map(({ row }) => row));
      if (reasons.size === 0) break;
      for (const [position, reason] of reasons) {
        const index = waiting[position]?.index;
        if (index !== undefined) refused.push({ index, reason });
      }
      waiting = waiting.filter((_, position) => !reasons.has(position));
    }
    if (refused.length === 0) return;
    const inOrder = refused.toSorted((one, other) => one.index - other.index);
    throw new RefusedRowsError(this.#table, inOrder);
  }

  /** Sends rows until there is an answer, and returns the reasons of refused rows by their position. */
  async #refusals(rows: EncodedRow[]): Promise<ReadonlyMap<number, string>> {
    try {
      return await retrying(
        RETRIES.append,
        async () => refusalsIn(await this.#request(rows), rows.length),
        { isFree: (error) => error instanceof LateConnectionError },
      );
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
      return await this.#answer(await opening, rows);
    } catch (error) {
      if (this.#connection === opening) this.#connection = undefined;
      throw error;
    }
  }

  /** @throws LateConnectionError if the connection was closed because the answer to another request was late */
  async #answer(connection: Connection, rows: EncodedRow[]): Promise<AppendRowsResponse> {
    try {
      return await answerOf(connection, rows);
    } catch (error) {
      if (connection.isLate) throw new LateConnectionError('another request had no answer');
      connection.isLate = error instanceof LateAnswerError;
      this.#discard(connection);
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
    const connection: Connection = { stream, writer, isLate: false };
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

/**
 * Returns the reasons of refused rows by their position.
 *
 * @throws RefusedRequestError if the service refuses the request as a whole
 */
function refusalsIn(
  { error, rowErrors }: AppendRowsResponse,
  count: number,
): ReadonlyMap<number, string> {
  const refusals = (rowErrors ?? []).map(
    ({ index, message }) => [Number(index), message ?? 'no reason given'] as const,
  );
  const isComplete = refusals.every(([position]) => position >= 0 && position < count);
  if (!isComplete) throw new RefusedRequestError('the answer names a row that was not sent', false);
  if (refusals.length === 0 && error) {
    const { code, message } = error;
    const isTransient = transienceOf({ code: code ?? undefined }) === 'transient';
    throw new RefusedRequestError(message ?? 'no reason given', isTransient);
  }
  return new Map(refusals);
}

async function answerOf({ writer }: Connection, rows: EncodedRow[]): Promise<AppendRowsResponse> {
  // The request comes first: if it throws at once, there is no timer whose end nothing waits for.
  const answer = writer.appendRows(rows).getResult();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new LateAnswerError(`no answer within ${ANSWER_TIMEOUTS_MS.append / 1000} seconds`));
  }, ANSWER_TIMEOUTS_MS.append);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function protoDescriptor(table: TableName): protos.google.protobuf.IDescriptorProto {
  const fields = columnsOf(table).map(({ name, type, mode }) => ({ name, type, mode }));
  const schema = adapt.convertBigQuerySchemaToStorageTableSchema({ fields });
  return adapt.convertStorageSchemaToProto2Descriptor(schema, 'root');
}
