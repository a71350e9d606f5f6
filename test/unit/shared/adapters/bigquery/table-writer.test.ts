import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { managedwriter } from '@google-cloud/bigquery-storage';
import { encodeRow } from '../../../../../shared/adapters/bigquery/encode-row.ts';
import { BigQueryTableWriter } from '../../../../../shared/adapters/bigquery/table-writer.ts';
import { RefusedRowsError, WarehouseUnavailableError } from '../../../../../shared/errors.ts';
import { attemptRow } from '../../../../contracts/warehouse-rows.ts';

interface RowFault {
  readonly index: string;
  readonly code: number;
  readonly message: string;
}
interface Answer {
  readonly error?: { readonly code: number; readonly message: string };
  readonly rowErrors?: readonly RowFault[];
}
type Service = (rows: number) => Promise<Answer>;

const refusal = (index: number): RowFault => ({
  index: String(index),
  code: 1,
  message: `value ${index}`,
});
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, ordinal) => encodeRow('test_attempts', attemptRow(ordinal)));

/** Returns a writer whose connections send requests to a service; `connections` counts them. */
function writerTo(service: Service) {
  const state = { connections: 0, requests: [] as number[] };
  const createStreamConnection = () => {
    state.connections++;
    const pending = new Set<{ abort(): void }>();
    const write = (request: { protoRows?: { rows?: { serializedRows?: unknown[] } } }) => {
      const count = request.protoRows?.rows?.serializedRows?.length ?? 0;
      state.requests.push(count);
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const one = {
        abort: () => {
          reject(new Error('aborted'));
        },
        getResult: () => promise,
      };
      pending.add(one);
      void promise.then(
        () => pending.delete(one),
        () => pending.delete(one),
      );
      service(count).then(resolve, reject);
      return one;
    };
    return Promise.resolve({
      on: () => undefined,
      onSchemaUpdated: () => ({ off: () => undefined }),
      getPendingWrites: () => [...pending],
      getStreamId: () => 's',
      close: () => undefined,
      write,
    });
  };
  const client = Object.assign(Object.create(managedwriter.WriterClient.prototype), {
    createStreamConnection,
  }) as managedwriter.WriterClient;
  return { state, writer: new BigQueryTableWriter(client, 'test_attempts', 'p') };
}

const failureOf = (promise: Promise<unknown>) => promise.catch((reason: unknown) => reason);

describe('BigQueryTableWriter', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('sends the other rows again when the service refuses some, and names those', async () => {
    const { state, writer } = writerTo((rows) =>
      Promise.resolve(rows === 10 ? { rowErrors: [refusal(7), refusal(2)] } : {}),
    );
    const error = await failureOf(writer.append(rowsOf(10)));
    expect(error).toBeInstanceOf(RefusedRowsError);
    expect(error).toMatchObject({
      isTransient: false,
      rows: [
        { index: 2, reason: 'value 2' },
        { index: 7, reason: 'value 7' },
      ],
    });
    expect(state.requests).toEqual([10, 8]);
  });

  it('keeps the positions of rows that are refused one after the other', async () => {
    const { state, writer } = writerTo((rows) =>
      Promise.resolve(rows > 2 ? { rowErrors: [refusal(0)] } : {}),
    );
    const error = await failureOf(writer.append(rowsOf(4)));
    expect(error).toMatchObject({ rows: [{ index: 0 }, { index: 1 }] });
    expect(state.requests).toEqual([4, 3, 2]);
  });

  it('sends nothing more when all rows are refused', async () => {
    const { state, writer } = writerTo(() => Promise.resolve({ rowErrors: [refusal(0)] }));
    expect(await failureOf(writer.append(rowsOf(1)))).toBeInstanceOf(RefusedRowsError);
    expect(state.requests).toEqual([1]);
  });

  it.each([
    ['the request as a whole', { error: { code: 3, message: 'schema mismatch' } }],
    ['a row that was not sent', { rowErrors: [refusal(5)] }],
  ])('is unavailable, and does not try again, when the service refuses %s', async (_, answer) => {
    const { state, writer } = writerTo(() => Promise.resolve(answer));
    const error = await failureOf(writer.append(rowsOf(2)));
    expect(error).toBeInstanceOf(WarehouseUnavailableError);
    expect(state.requests).toEqual([2]);
  });

  it('does not count it as an attempt of a request when the answer to another was late', async () => {
    const silent = 3;
    const { state, writer } = writerTo(() =>
      state.connections <= silent ? new Promise(() => undefined) : Promise.resolve({}),
    );
    const appends = Promise.allSettled([1, 2, 3, 4].map((rows) => writer.append(rowsOf(rows))));
    await vi.runAllTimersAsync();
    expect((await appends).map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
    expect(state.connections).toBe(silent + 1);
  });

  it('is unavailable when its own answers stay away', async () => {
    const { state, writer } = writerTo(() => new Promise(() => undefined));
    const failure = failureOf(writer.append(rowsOf(1)));
    await vi.runAllTimersAsync();
    expect(await failure).toBeInstanceOf(WarehouseUnavailableError);
    expect(state.connections).toBe(3);
  });
});
