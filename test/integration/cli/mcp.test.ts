import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { buildsRow } from '../../contracts/warehouse-rows.ts';

const LAUNCHER = fileURLToPath(new URL('../../../functions/cli/launch.js', import.meta.url));

const answerSchema = z.object({ id: z.number(), result: z.unknown() });
const toolResultSchema = z.object({
  content: z.tuple([z.object({ type: z.literal('text'), text: z.string() })]),
  isError: z.boolean().default(false),
});

/** A client that speaks to the command as a process. */
class Client {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  #id = 0;

  constructor(warehouse: string) {
    this.#process = spawn(process.execPath, [LAUNCHER, 'mcp', '--warehouse', warehouse], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
  }

  notify(method: string): void {
    this.#send({ method });
  }

  /** Returns the result of a request. */
  async request(method: string, params: object): Promise<unknown> {
    this.#send({ id: ++this.#id, method, params });
    const line = await this.#lines.next();
    const { id, result } = answerSchema.parse(JSON.parse(String(line.value)));
    expect(id).toBe(this.#id);
    return result;
  }

  async call(name: string, input: object) {
    return toolResultSchema.parse(await this.request('tools/call', { name, arguments: input }));
  }

  /** Ends the input, and returns the exit code. */
  async end(): Promise<unknown> {
    const closed = once(this.#process, 'close');
    this.#process.stdin.end();
    const results: readonly unknown[] = await closed;
    return results[0];
  }

  #send(message: object): void {
    this.#process.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
}

let folder: string;
let client: Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mcp-'));
  const path = join(folder, 'ci.duckdb');
  const warehouse = await DuckDbWarehouse.open(path);
  await warehouse.deploy(readViews());
  await warehouse.append('builds', [buildsRow()]);
  await warehouse.close();
  client = new Client(path);
  await client.request('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  });
  client.notify('notifications/initialized');
});

afterAll(async () => {
  // The command ends with its input.
  expect(await client.end()).toBe(0);
  rmSync(folder, { recursive: true });
});

test('four tools are listed, all of them read-only', async () => {
  const schema = z.object({
    tools: z.array(
      z.object({ name: z.string(), annotations: z.object({ readOnlyHint: z.literal(true) }) }),
    ),
  });
  const { tools } = schema.parse(await client.request('tools/list', {}));
  expect(tools.map(({ name }) => name)).toEqual(['query', 'schema', 'incidents', 'failure']);
});

test.each<[string, { tool: string; input: object }, RegExp]>([
  [
    'rows',
    { tool: 'query', input: { sql: 'SELECT 1 AS n UNION ALL SELECT 2 ORDER BY n' } },
    /^\{"n":1\}\n\{"n":2\}$/,
  ],
  [
    'no more rows than asked for',
    {
      tool: 'query',
      input: { sql: 'SELECT x FROM UNNEST([1, 2, 3]) AS x ORDER BY x', max_rows: 1 },
    },
    /^\{"x":1\}\n2 more rows are left out/,
  ],
  [
    'no more bytes than an agent can read',
    { tool: 'query', input: { sql: "SELECT REPEAT('a', 60000) AS a FROM UNNEST([1, 2, 3])" } },
    /^\{"a":"a{60000}"\}\n2 more rows are left out[^\n]*$/,
  ],
  [
    'the builds of the warehouse',
    {
      tool: 'query',
      input: { sql: "SELECT COUNT(*) AS n FROM builds WHERE build_date >= '1970-01-01'" },
    },
    /^\{"n":1\}$/,
  ],
  ['the views', { tool: 'schema', input: {} }, /^job_lifecycle \(marts\): State of each job/m],
  ['the columns of a view', { tool: 'schema', input: { view: 'incidents' } }, /^builds_lost: /m],
  ['no incidents', { tool: 'incidents', input: { open_only: true } }, /^no rows$/],
  [
    'no failures of an unknown build',
    { tool: 'failure', input: { build_or_pull_request: 'kubernetes/kops#1' } },
    /^no rows$/,
  ],
])('tells %s', async (_what, { tool, input }, text) => {
  const { content, isError } = await client.call(tool, input);
  expect(content[0].text).toMatch(text);
  expect(isError).toBe(false);
});

test.each<[string, { tool: string; input: object }, string]>([
  [
    'a change',
    { tool: 'query', input: { sql: 'DELETE FROM ci_raw.builds WHERE TRUE' } },
    'queries do not change the warehouse',
  ],
  [
    'several statements',
    { tool: 'query', input: { sql: 'SELECT 1; SELECT 2' } },
    'more than one statement',
  ],
  [
    'a file of the machine',
    { tool: 'query', input: { sql: "SELECT * FROM read_text('/etc/hostname')" } },
    'file system operations are disabled',
  ],
  [
    'a column that is missing',
    { tool: 'query', input: { sql: 'SELECT missing FROM jobs' } },
    'missing',
  ],
  ['an unknown view', { tool: 'schema', input: { view: 'tests' } }, 'there is no view tests'],
  [
    'an unknown form of a build',
    { tool: 'failure', input: { build_or_pull_request: 'a b' } },
    'a b',
  ],
  ['too many rows', { tool: 'query', input: { sql: 'SELECT 1', max_rows: 5000 } }, 'max_rows'],
])('refuses %s', async (_what, { tool, input }, text) => {
  const { content, isError } = await client.call(tool, input);
  expect(isError).toBe(true);
  expect(content[0].text).toContain(text);
});
