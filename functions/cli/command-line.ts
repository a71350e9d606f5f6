import { CommanderError } from 'commander';
import { CiSignalError, QueryError, UsageError } from '../../shared/errors.ts';
import type { CliPorts, Terminal } from './ports.ts';
import { createProgram } from './program.ts';
import { createTerminal, type Streams } from './terminal.ts';

/**
 * Runs the command line.
 *
 * @param argv in the form of `process.argv`
 * @param views returns the views of warehouses; by default those of this version
 * @returns the exit code: 0 for success, 1 for problems found, 2 for wrong usage
 */
export async function runCommandLine(
  argv: readonly string[],
  streams: Streams = process,
  views?: CliPorts['views'],
): Promise<number> {
  streams.stdout.once('error', (error: NodeJS.ErrnoException) => {
    process.exit(exitCodeAfter(error, streams));
  });
  const terminal = createTerminal(streams);
  let code = 0;
  const openPorts = async () => (await import('./main.ts')).createPorts(terminal, views);
  const program = createProgram(openPorts, (found) => {
    code = found;
  });
  const commands = program.commands.flatMap((command) => [command, ...command.commands]);
  for (const command of [program, ...commands]) {
    command.exitOverride().configureOutput({ writeErr: terminal.err, writeOut: writeTo(streams) });
  }
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    return reportError(error, terminal);
  }
}

/** Returns the exit code after standard output could not be written, with a message unless its reader closed it early. */
function exitCodeAfter(error: NodeJS.ErrnoException, { stderr }: Streams): number {
  // For example in `ci-signal … | head`.
  if (error.code === 'EPIPE') return 0;
  stderr.write(
    `ci-signal: cannot write to standard output, which is incomplete: ${error.message}\n`,
  );
  return 1;
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
