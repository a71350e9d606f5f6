import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { messageOf } from '../../shared/errors.ts';
import type { QueryResult, QueryValue, WarehouseReader } from '../../shared/ports/warehouse.ts';

const jobSchema = z.object({
  jobReference: z.object({ jobId: z.string() }),
  configuration: z.object({
    dryRun: z.boolean().optional(),
    query: z.object({
      query: z.string(),
      maximumBytesBilled: z.string().optional(),
      queryParameters: z
        .array(z.object({ name: z.string(), parameterValue: z.object({ value: z.string() }) }))
        .default([]),
    }),
  }),
});

type Job = z.infer<typeof jobSchema>;

/** The parts of BigQuery's REST API that a reader of queries uses, over another warehouse in this process. */
export class FakeBigQuery {
  readonly #warehouse: WarehouseReader;
  readonly #server: Server;
  readonly #jobs = new Map<string, Job>();
  /** Tables and views of the datasets, as they are listed. */
  tables: readonly object[] = [];
  /** Limits of the bytes billed of the queries that were asked for. */
  readonly limits = new Set<string | undefined>();

  private constructor(warehouse: WarehouseReader) {
    this.#warehouse = warehouse;
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://fake');
      const answer =
        request.method === 'POST'
          ? json(request).then((body) => this.#insert(jobSchema.parse(body)))
          : pathname.endsWith('/tables')
            ? Promise.resolve({ tables: this.tables })
            : this.#results(pathname.split('/').at(-1) ?? '');
      answer.then(
        (body) => {
          send(response, 200, body);
        },
        (error: unknown) => {
          const message = messageOf(error);
          const errors = [{ reason: 'invalidQuery', message }];
          send(response, 400, { error: { code: 400, message, errors } });
        },
      );
    });
  }

  static async start(warehouse: WarehouseReader): Promise<FakeBigQuery> {
    const fake = new FakeBigQuery(warehouse);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  /** URL of the service. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  #insert(job: Job): object {
    this.limits.add(job.configuration.query.maximumBytesBilled);
    if (job.configuration.dryRun !== true) this.#jobs.set(job.jobReference.jobId, job);
    return {
      jobReference: job.jobReference,
      configuration: job.configuration,
      status: { state: 'DONE' },
      statistics: { query: { statementType: 'SELECT' } },
    };
  }

  async #results(jobId: string): Promise<object> {
    const job = this.#jobs.get(jobId);
    if (job === undefined) throw new Error(`no job ${jobId}`);
    const { query, queryParameters } = job.configuration.query;
    const parameters = queryParameters.map(({ name, parameterValue }): [string, string] => [
      name,
      parameterValue.value,
    ]);
    const result = await this.#warehouse.query(query, Object.fromEntries(parameters));
    return { jobComplete: true, totalRows: String(result.rows.length), ...answerOf(result) };
  }
}

/** Returns rows in BigQuery's format; only types of scalars are known. */
function answerOf({ columns, rows }: QueryResult): object {
  const fields = columns.map((name) => ({
    name,
    type: typeOf(rows.map((row) => row[name] ?? null)),
  }));
  const cellsOf = (row: QueryResult['rows'][number]) =>
    fields.map(({ name }) => ({ v: textOf(row[name] ?? null) }));
  return { schema: { fields }, rows: rows.map((row) => ({ f: cellsOf(row) })) };
}

function typeOf(values: readonly QueryValue[]): string {
  const value = values.find((one) => one !== null);
  if (typeof value === 'boolean') return 'BOOLEAN';
  return typeof value === 'number' ? 'FLOAT' : 'STRING';
}

function textOf(value: QueryValue): string | null {
  return value === null ? null : z.coerce.string().parse(value);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
