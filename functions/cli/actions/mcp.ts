import { once } from 'node:events';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import packageJson from '../../../package.json' with { type: 'json' };
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { CiSignalError, messageOf } from '../../../shared/errors.ts';
import { visibleLine } from '../../../shared/rows/visible.ts';
import {
  FAILURE_TOOL,
  INCIDENTS_TOOL,
  QUERY_TOOL,
  SCHEMA_TOOL,
  type Tool,
  type ToolPorts,
} from '../mcp/tools.ts';
import type { CliPorts } from '../ports.ts';

/** Options of the command `mcp`. */
export interface McpOptions {
  readonly warehouse: WarehouseLocation;
  /** GiB that a query on BigQuery may read. */
  readonly maxGib: number;
}

const GIB = 2 ** 30;

/** Answers the questions of an agent on standard input and output, until the input ends. */
export async function serveAgent(
  { openReader, terminal, views }: CliPorts,
  { warehouse, maxGib }: McpOptions,
): Promise<void> {
  const ports: ToolPorts = {
    views: views(),
    withReader: async (use) => {
      const { reader, notes } = await openReader(warehouse, maxGib * GIB);
      try {
        for (const note of notes) terminal.err(`${note}\n`);
        return await use(reader);
      } finally {
        await reader.close();
      }
    },
  };
  const server = serveStdio(() => createServer(ports), {
    onerror: (error) => {
      terminal.err(`ci-signal: ${messageOf(error)}\n`);
    },
  });
  await once(process.stdin, 'end');
  await server.close();
}

function createServer(ports: ToolPorts): McpServer {
  const server = new McpServer({ name: 'ci-signal', version: packageJson.version });
  register(server, QUERY_TOOL, ports);
  register(server, SCHEMA_TOOL, ports);
  register(server, INCIDENTS_TOOL, ports);
  register(server, FAILURE_TOOL, ports);
  return server;
}

function register<Input>(
  server: McpServer,
  { name, description, input, answer }: Tool<Input>,
  ports: ToolPorts,
): void {
  server.registerTool(
    name,
    { description, inputSchema: input, annotations: { readOnlyHint: true } },
    async (given) => {
      try {
        return { content: [{ type: 'text', text: await answer(given, ports) }] };
      } catch (error) {
        if (!(error instanceof CiSignalError)) throw error;
        return { content: [{ type: 'text', text: visibleLine(error.message) }], isError: true };
      }
    },
  );
}
