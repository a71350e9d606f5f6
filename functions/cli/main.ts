import { join } from 'node:path';
import { CommanderError } from 'commander';
import { InProcessBus } from '../../shared/adapters/local/in-process-bus.ts';
import { localFiles } from '../../shared/adapters/local/local-files.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { readPolicies, readViewPolicyFiles } from '../../shared/config/policies.ts';
import type { SourceLocation, SourceOptions } from '../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../shared/config/warehouse-location.ts';
import { CiSignalError, QueryError, UsageError } from '../../shared/errors.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { refresh } from '../refresh/handler.ts';
import { openStore } from '../../shared/adapters/open-store.ts';
import type { CliPorts, OpenedReader, OpenedSource, Terminal, Translator } from './ports.ts';
import { ReaderPool } from './readers/reader-pool.ts';
import { TRUTH_FILE } from './simulated-source.ts';
import { createProgram } from './program.ts';
import { createTerminal, type Streams } from './terminal.ts';

/**
 * Runs the command line.
 *
 * @param argv in the form of `process.argv`
 * @returns the exit code: 0 for success, 1 for problems found, 2 for wrong usage
 */
export async function main(argv: readonly string[], streams: Streams = process): Promise<number> {
  // The reader of the output may close it early, such as `ci-signal … | head`.
  streams.stdout.once('error', () => process.exit(0));
  const terminal = createTerminal(streams);
  let code = 0;
  const program = createProgram(createPorts(terminal), (found) => {
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

function createPorts(terminal: Terminal): CliPorts {
  return {
    terminal,
    files: localFiles,
    clock: systemClock,
    policies: readPolicies,
    viewPolicyFiles: readViewPolicyFiles,
    views: readViews,
    openSource,
    openWarehouse,
    requireWarehouse,
    openReader,
    openTranslator,
    createBus: () => new InProcessBus(),
  };
}

async function openSource(
  location: SourceLocation,
  options: SourceOptions = {},
): Promise<OpenedSource> {
  const opened = await openStore(location, options);
  const { bucket, prefix, directory } = opened;
  return {
    ...opened,
    readers: (settings) => new ReaderPool({ location, options: { ...options, bucket }, settings }),
    written: location.kind === 'gcs' ? `gs://${bucket}/${prefix}` : location.path,
    isSimulated: directory !== undefined && (await localFiles.exists(join(directory, TRUTH_FILE))),
  };
}

async function openWarehouse(location: WarehouseLocation): Promise<Warehouse> {
  if (location.kind === 'bigquery') {
    const { createBigQueryWarehouse } = await import('../../shared/adapters/bigquery/warehouse.ts');
    return createBigQueryWarehouse(location);
  }
  const { DuckDbWarehouse } = await import('../../shared/adapters/duckdb/warehouse.ts');
  const warehouse = await DuckDbWarehouse.open(location.path);
  const views = readViews();
  await warehouse.deploy(views);
  // Roll-ups may be stale after an interrupted run, or when this version has other views.
  await refresh({ warehouse, views });
  return warehouse;
}

async function openReader(location: WarehouseLocation): Promise<OpenedReader> {
  if (location.kind === 'bigquery') {
    const { createBigQueryReader } = await import('../../shared/adapters/bigquery/warehouse.ts');
    return { reader: createBigQueryReader(location), notes: [] };
  }
  await requireWarehouse(location);
  const { DuckDbReader } = await import('../../shared/adapters/duckdb/reader.ts');
  const reader = await DuckDbReader.open(location.path);
  const notes: string[] = [];
  if (reader.isSnapshot) {
    notes.push(`another process writes ${location.path}: the answer is from a copy of this moment`);
  }
  if (!(await reader.hasViews(readViews()))) {
    notes.push(
      `${location.path} has the views of another version of ci-signal, which answer, or is being created; ` +
        '`ci-signal refresh` brings it up to date',
    );
  }
  return { reader, notes };
}

async function requireWarehouse(location: WarehouseLocation): Promise<void> {
  if (location.kind === 'bigquery' || (await localFiles.exists(location.path))) return;
  const others = (await localFiles.list('.')).filter((name) => name.endsWith('.duckdb'));
  const hint = others.length === 0 ? '' : `; in this directory there are: ${others.join(', ')}`;
  throw new UsageError(
    `there is no warehouse ${location.path}: pass the file that \`ci-signal start\` or ` +
      `\`ci-signal ingest\` has written, as --warehouse <file>${hint}`,
  );
}

/** Imports the translator when it is needed, because loading it takes long. */
async function openTranslator(): Promise<Translator> {
  const { MACRO_STATEMENTS } = await import('../../shared/views/dialect/duckdb-macros.ts');
  const { toDuckDb } = await import('../../shared/views/dialect/duckdb.ts');
  return { toDuckDb, definitions: MACRO_STATEMENTS };
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
