import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { credentials, loadPackageDefinition, type Client } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { z } from 'zod';
import { QueryError } from '../../shared/errors.ts';
import { freePort } from './free-port.ts';

const PACKAGE = dirname(
  createRequire(import.meta.url).resolve('@fivetrandevelopers/zetasql/package.json'),
);
const PROTOS = join(PACKAGE, 'lib/zetasql/protos');

type Row = Readonly<Record<string, unknown>>;
type Call = (request: object, callback: (error: Error | null, response: unknown) => void) => void;

const responseSchema = z.object({
  content: z.object({
    tableData: z.object({
      // Protocol buffers omit empty lists.
      row: z.array(z.object({ cell: z.array(z.object({ stringValue: z.string() })) })).default([]),
    }),
  }),
});

/** Google's reference implementation of GoogleSQL. */
export class GoogleSqlReference {
  readonly #server: ChildProcess;
  readonly #client: Client & Readonly<Record<string, Call>>;
  readonly #languageOptions: unknown;

  private constructor(
    server: ChildProcess,
    client: Client & Readonly<Record<string, Call>>,
    languageOptions: unknown,
  ) {
    this.#server = server;
    this.#client = client;
    this.#languageOptions = languageOptions;
  }

  static async start(): Promise<GoogleSqlReference> {
    const port = await freePort();
    const suffix =
      (process.arch.startsWith('arm') ? '_arm' : '') + (process.platform === 'darwin' ? '' : '.so');
    const server = spawn(join(PACKAGE, `lib/zetasql/remote_server${suffix}`), [
      '127.0.0.1',
      String(port),
    ]);
    const client = createClient(port);
    await new Promise<void>((resolve, reject) => {
      client.waitForReady(Date.now() + 200_000, (error) => {
        if (error === undefined) resolve();
        else reject(error);
      });
    });
    const languageOptions = await call(client, 'GetLanguageOptions', { maximumFeatures: true });
    return new GoogleSqlReference(server, client, languageOptions);
  }

  /**
   * Runs a query without tables; the rows of tables have to be part of its WITH clause.
   *
   * @throws QueryError with the analyser's explanation
   */
  async query(sql: string): Promise<readonly Row[]> {
    const languageOptions = this.#languageOptions;
    const request = {
      sql: `SELECT TO_JSON_STRING(result) FROM (${sql}) AS result`,
      options: { languageOptions, defaultTimezone: 'UTC' },
      simpleCatalog: { builtinFunctionOptions: { languageOptions } },
    };
    const response = await call(this.#client, 'EvaluateQuery', request);
    return responseSchema
      .parse(response)
      .content.tableData.row.map(({ cell }) => JSON.parse(cell[0]?.stringValue ?? '') as Row);
  }

  /**
   * Resolves a query against tables without running it; columns that are not read are omitted.
   *
   * @param catalog a SimpleCatalogProto: tables, and catalogs of tables
   * @returns the AnalyzeResponse, as encoded by the server
   * @throws QueryError with the analyser's explanation
   */
  async analyze(sql: string, catalog: object): Promise<unknown> {
    const languageOptions = this.#languageOptions;
    return await call(this.#client, 'Analyze', {
      sqlStatement: sql,
      options: { languageOptions, defaultTimezone: 'UTC', pruneUnusedColumns: true },
      simpleCatalog: { ...catalog, builtinFunctionOptions: { languageOptions } },
    });
  }

  async close(): Promise<void> {
    this.#client.close();
    this.#server.kill();
    await once(this.#server, 'exit');
  }
}

/** A resolved query nests deeper than the 100 levels that protobufjs, which the loader reads messages with, takes. */
function allowDeepMessages(): void {
  const load = createRequire(createRequire(import.meta.url).resolve('@grpc/proto-loader'));
  const { util, Reader } = load('protobufjs') as Record<string, { recursionLimit: number }>;
  for (const part of [util, Reader]) if (part !== undefined) part.recursionLimit = 1000;
}

function createClient(port: number): Client & Readonly<Record<string, Call>> {
  allowDeepMessages();
  const definition = loadSync('local_service.proto', { includeDirs: [PROTOS], longs: String });
  const root = loadPackageDefinition(definition) as unknown as {
    zetasql: {
      local_service: {
        ZetaSqlLocalService: new (
          address: string,
          insecure: unknown,
        ) => Client & Readonly<Record<string, Call>>;
      };
    };
  };
  const { ZetaSqlLocalService } = root.zetasql.local_service;
  return new ZetaSqlLocalService(`127.0.0.1:${port}`, credentials.createInsecure());
}

async function call(
  client: Client & Readonly<Record<string, Call>>,
  method: string,
  request: object,
): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    client[method]?.call(client, request, (error, response) => {
      if (error === null) resolve(response);
      else reject(new QueryError(error.message, { cause: error }));
    });
  });
}
