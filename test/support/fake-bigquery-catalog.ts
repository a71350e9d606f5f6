import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly mode?: string;
  readonly description?: string;
}

/** A table or view as the API describes it. */
export interface FakeTable {
  readonly type: 'TABLE' | 'VIEW';
  readonly etag?: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly schema?: { readonly fields: readonly Field[] };
  readonly view?: { readonly query: string };
  readonly [property: string]: unknown;
}

/** A change that was requested, such as `create ci.builds`. */
export type FakeWrite = string;

/** An answer with an error, or nothing to let the fake answer. */
export type FakeRefusal =
  { readonly status: number; readonly reason: string; readonly message: string } | undefined;

/** The answer to who asks for a dataset with its access list, and may only read the metadata. */
const ACCESS_LIST_REFUSAL: FakeRefusal = {
  status: 403,
  reason: 'accessDenied',
  message: 'Permission bigquery.datasets.getIamPolicy denied on dataset',
};

interface Query {
  readonly query: string;
  readonly maximumBytesBilled?: string;
}

const CREATION =
  /^CREATE (?:OR REPLACE )?(?<kind>TABLE|VIEW) (?<missing>IF NOT EXISTS )?(?<dataset>\w+)\.(?<id>\w+)\n(?:PARTITION BY (?<partition>\w+)\n)?OPTIONS \(labels = \[\('(?<key>\w+)', '(?<value>\w+)'\)\](?:, description = '(?<description>(?:[^'\\]|\\.)*)')?\)\nAS\n(?<sql>[^]*)$/;
const ADDITION = /^ALTER TABLE (\w+)\.(\w+) ADD COLUMN IF NOT EXISTS (\w+) (?:ARRAY<(\w+)>|(\w+))$/;

/**
 * The part of BigQuery's API that a deployment uses, in this process: datasets, metadata of tables and views, and statements
 * that create and alter them. Queries are not run; their columns are those of the last SELECT list, where `CAST(… AS type) AS
 * name` gives the type.
 */
export class FakeBigQueryCatalog {
  readonly datasets = new Map<string, { readonly location: string }>();
  /** Tables and views by `<dataset>.<name>`. */
  readonly tables = new Map<string, FakeTable>();
  readonly writes: FakeWrite[] = [];
  /** Queries that were run, with the limit of the bytes billed. */
  readonly queries: Query[] = [];
  /** The first date of the window, which the last query is answered with; by default it has no rows. */
  windowStart: string | undefined;
  /** Bytes that each query is said to read. */
  bytes = 0;
  /** Is asked before each change and query. */
  refuse: (write: FakeWrite) => FakeRefusal = () => undefined;
  readonly #server: Server;
  #changes = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  static async start(): Promise<FakeBigQueryCatalog> {
    const fake = new FakeBigQueryCatalog();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get apiEndpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Stores a table as if another program had made it. */
  put(name: string, table: FakeTable): void {
    this.#changes += 1;
    this.tables.set(name, { ...table, etag: `"${this.#changes}"` });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.apiEndpoint);
    const parts = pathname.split('/').slice(5);
    const body = request.method === 'GET' ? {} : ((await json(request)) as Record<string, unknown>);
    const isOfDataset = request.method === 'GET' && parts[0] === 'datasets' && parts.length === 2;
    const answer =
      isOfDataset && searchParams.get('datasetView') !== 'METADATA'
        ? { refusal: ACCESS_LIST_REFUSAL }
        : this.#route(request, parts, body);
    const { status, reason, message } = answer.refusal ?? { status: 200, reason: '', message: '' };
    response.writeHead(status, { 'content-type': 'application/json' });
    const error = { code: status, message, errors: [{ reason, message }] };
    response.end(JSON.stringify(answer.refusal === undefined ? answer.body : { error }));
  }

  #route(
    { method, headers }: IncomingMessage,
    [kind, first = '', , table]: readonly string[],
    body: Readonly<Record<string, unknown>>,
  ): { readonly body?: unknown; readonly refusal?: FakeRefusal } {
    if (kind === 'queries') return { body: this.#result(first) };
    if (kind === 'jobs') return this.#job(body);
    if (first === '') return this.#createDataset(body);
    if (table === undefined && method === 'POST') return this.#insert(first, body);
    if (table === undefined && !this.datasets.has(first)) return notFound(first);
    if (table === undefined) return { body: this.#dataset(first) };
    if (table === '') return { body: {} };
    if (method === 'GET') return found(this.tables.get(`${first}.${table}`), `${first}.${table}`);
    return this.#patch(`${first}.${table}`, headers['if-match'], body);
  }

  #result(jobId: string): unknown {
    const rows = this.windowStart === undefined ? [] : [{ f: [{ v: this.windowStart }] }];
    const schema = { fields: [{ name: 'first_date', type: 'DATE', mode: 'NULLABLE' }] };
    return { jobComplete: true, schema, rows, jobReference: { jobId } };
  }

  /** Answers to both requests on a dataset: its metadata, and the list of its tables. */
  #dataset(name: string): unknown {
    const listed = [...this.tables].filter(([table]) => table.startsWith(`${name}.`));
    return {
      ...this.datasets.get(name),
      tables: listed.map(([table, { labels }]) => ({
        tableReference: { tableId: table.slice(name.length + 1) },
        labels,
      })),
    };
  }

  #createDataset(body: Readonly<Record<string, unknown>>) {
    const { datasetId } = body['datasetReference'] as { datasetId: string };
    const refusal = this.#write(`create ${datasetId}`);
    if (refusal !== undefined) return { refusal };
    if (this.datasets.has(datasetId)) return duplicate(datasetId);
    this.datasets.set(datasetId, { location: (body['location'] as string | undefined) ?? 'US' });
    return { body };
  }

  #insert(dataset: string, body: Readonly<Record<string, unknown>>) {
    const { tableId } = body['tableReference'] as { tableId: string };
    const name = `${dataset}.${tableId}`;
    const refusal = this.#write(`create ${name}`);
    if (refusal !== undefined) return { refusal };
    if (this.tables.has(name)) return duplicate(name);
    this.put(name, { ...body, type: 'TABLE' });
    return { body };
  }

  #patch(name: string, ifMatch: string | undefined, body: Readonly<Record<string, unknown>>) {
    const refusal = this.#write(`describe ${name}`);
    if (refusal !== undefined) return { refusal };
    const table = this.tables.get(name);
    if (table === undefined) return notFound(name);
    if (ifMatch !== undefined && ifMatch !== table.etag) {
      return {
        refusal: { status: 412, reason: 'conditionNotMet', message: 'Precondition Failed' },
      };
    }
    this.put(name, { ...table, ...body });
    return { body };
  }

  #job(body: Readonly<Record<string, unknown>>) {
    const { query, dryRun } = body['configuration'] as { query: Query; dryRun?: boolean };
    const refusal = this.#write(dryRun === true ? 'dry run' : writeOf(query.query));
    if (refusal !== undefined) return { refusal };
    if (dryRun !== true) {
      this.queries.push(query);
      this.#execute(query.query);
    }
    const statistics = {
      totalBytesProcessed: String(this.bytes),
      query: {
        statementType: 'SELECT',
        totalBytesProcessed: String(this.bytes),
        schema: { fields: fieldsOf(query.query) },
      },
    };
    return {
      body: { jobReference: { projectId: 'p', jobId: 'j' }, status: { state: 'DONE' }, statistics },
    };
  }

  #execute(sql: string): void {
    const created = CREATION.exec(sql)?.groups;
    if (created !== undefined) {
      const name = `${created['dataset'] ?? ''}.${created['id'] ?? ''}`;
      if (created['missing'] === undefined || !this.tables.has(name))
        this.put(name, tableOf(created));
      return;
    }
    const [, dataset = '', id = '', column = '', repeated, type] = ADDITION.exec(sql) ?? [];
    const table = this.tables.get(`${dataset}.${id}`);
    if (table === undefined) return;
    const field = {
      name: column,
      type: repeated ?? type ?? '',
      mode: repeated === undefined ? 'NULLABLE' : 'REPEATED',
    };
    this.put(`${dataset}.${id}`, {
      ...table,
      schema: { fields: [...(table.schema?.fields ?? []), field] },
    });
  }

  #write(write: FakeWrite): FakeRefusal {
    const refusal = this.refuse(write);
    if (refusal === undefined && write !== 'dry run') this.writes.push(write);
    return refusal;
  }
}

function tableOf(created: Readonly<Record<string, string | undefined>>): FakeTable {
  const { kind, partition, key = '', value = '', description, sql = '' } = created;
  return {
    type: kind === 'VIEW' ? 'VIEW' : 'TABLE',
    labels: { [key]: value },
    schema: { fields: fieldsOf(sql) },
    ...(description !== undefined && { description: description.replaceAll('\\', '') }),
    ...(kind === 'VIEW' && { view: { query: sql } }),
    ...(partition !== undefined && { timePartitioning: { type: 'DAY', field: partition } }),
  };
}

function writeOf(sql: string): FakeWrite {
  const [, verb = '', name = ''] =
    /^(CREATE|ALTER|DELETE)[A-Z ]*? (?:IF NOT EXISTS )?(\w+\.\w+)/.exec(sql) ?? [];
  return verb === '' ? 'query' : `${verb.toLowerCase()} ${name}`;
}

/** Returns the columns of the innermost SELECT list that names its columns. */
function fieldsOf(sql: string): readonly Field[] {
  const lists = [...sql.matchAll(/SELECT ([^*]+?)\s+FROM/g)].map(([, list = '']) => list);
  return (lists.at(-1) ?? '').split(', ').map((item) => {
    const name = /(\w+)$/.exec(item)?.[1] ?? '';
    const type = /CAST\(.* AS (\w+)\)/.exec(item)?.[1];
    return { name, type: type ?? (name.endsWith('_date') ? 'DATE' : 'STRING'), mode: 'NULLABLE' };
  });
}

function found(table: FakeTable | undefined, name: string) {
  return table === undefined ? notFound(name) : { body: table };
}

function notFound(name: string) {
  return { refusal: { status: 404, reason: 'notFound', message: `Not found: ${name}` } };
}

function duplicate(name: string) {
  return { refusal: { status: 409, reason: 'duplicate', message: `Already Exists: ${name}` } };
}
