import { Command } from 'commander';
import { evaluateCommand } from './commands/evaluate.ts';
import { ingestCommand } from './commands/ingest.ts';
import { modelsCommand } from './commands/models.ts';
import { parseCommand } from './commands/parse.ts';
import { queryCommand } from './commands/query.ts';
import { refreshCommand } from './commands/refresh.ts';
import { schemaCommand } from './commands/schema.ts';
import { simulateCommand } from './commands/simulate.ts';
import { startCommand } from './commands/start.ts';
import type { CliPorts } from './ports.ts';

const DESCRIPTION = `CI artifacts become rows that can be asked.

Reads what CI systems leave in their buckets (Prow's JSON files, JUnit reports) into a warehouse, and asks it.`;

/** The command line: one command a file. `exit` is told the exit code of a command that ends with another than 0. */
export function createProgram(ports: CliPorts, exit: (code: number) => void): Command {
  const program = new Command('ci-signal')
    .description(DESCRIPTION)
    .version(VERSION)
    .showHelpAfterError('(--help says more)');
  const commands = [
    startCommand(ports),
    ingestCommand(ports, exit),
    queryCommand(ports),
    schemaCommand(ports),
    modelsCommand(ports),
    refreshCommand(ports),
    parseCommand(ports, exit),
    simulateCommand(ports),
    evaluateCommand(ports, exit),
  ];
  for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
  return program;
}

/** As in package.json, which a test holds it against. */
export const VERSION = '0.1.0';
