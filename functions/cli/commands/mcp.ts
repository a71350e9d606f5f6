import { Command } from 'commander';
import type { McpOptions } from '../actions/mcp.ts';
import { maxGibOption, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

const NOTES = `
Tools: query, schema, incidents, failure. Example of a client's configuration:
  {"mcpServers": {"ci-signal": {"command": "npx", "args": ["ci-signal", "mcp", "--warehouse", "/path/to/ci.duckdb"]}}}
`;

/** Returns the command `mcp`. */
export function mcpCommand(openPorts: OpenPorts): Command {
  return new Command('mcp')
    .summary('answer questions of an agent (Model Context Protocol)')
    .description(
      'Serves the Model Context Protocol on standard input and output, so that an agent can ask the warehouse. It only ' +
        'reads: a tool runs one SELECT, answers have at most 1,000 rows and 100 kB, and texts in them are what CI jobs wrote.',
    )
    .addOption(warehouseOption())
    .addOption(maxGibOption())
    .addHelpText('after', NOTES)
    .action(async (options: McpOptions) => {
      const { serveAgent } = await import('../actions/mcp.ts');
      await serveAgent(await openPorts(), options);
    });
}
