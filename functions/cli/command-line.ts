import { CommanderError } from 'commander';
import { CiSignalError, QueryError, UsageError } from '../../shared/errors.ts';
import type { Terminal } from './ports.ts';
import { createProgram } from './program.ts';
import { createTerminal, type Streams } from './terminal.ts';

/**
 * Runs the command line.
 *
 * @param argv in the form of `process.argv`
 * @returns the exit code: 0 for success, 1 for problems found, 2 for wrong usage
 */
export async function runCommandLine(
  argv: readonly string[],
  streams: Streams = process,
): Promise<number> {
  // The reader of the output may close it early, such as `ci-signal … | head`.
  streams.stdout.once('error', () => process.exit(0));
  const terminal = createTerminal(streams);
  let code = 0;
  const openPorts = async () => (await import('./main.ts')).createPorts(terminal);
  const program = createProgram(openPorts, (found) => {
    code = found;
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: terminal.err, writeOut: writeTo(streams) });
  }
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    return reportError(error, terminal);
  }
}

function writeTo({ stdout }: Streams): (text: string) => void {
  return (text) => {
    stdout.write(text);
  };
}

/** Prints an error, with its stack only if ci-signal did not throw it on purpose, and returns the exit code. */
function reportError(error: unknown, { err }: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CiSignalError) {
    err(`ci-signal: ${error.message}\n`);
    return error instanceof UsageError || error instanceof QueryError ? 2 : 1;
  }
  err(`ci-signal: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
