import { totalmem, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDbSettings } from '../../config/duckdb-config.ts';

/** Part of the memory that DuckDB may use: readers in other threads need some as well. */
const MEMORY_SHARE = 0.5;

/**
 * Bytes of a block of a new file, a quarter of the default: until they are written into the file, appended rows take at least a block
 * for each column, which is 100 MB for all tables by default.
 */
const BLOCK_BYTES = 64 * 1024;

/**
 * Bytes of the write-ahead log after which its rows are written into the file. Each time, the newest rows of each table are
 * compressed again, so that four times the default saves a tenth of the processor time of a large `ingest`.
 */
const LOG_BYTES = 64 * 1024 ** 2;

/**
 * Creates the DuckDB instance to which the file of a warehouse is attached. Without a setting, an instance that has no file
 * itself writes what does not fit into memory into the folder `.tmp` of the current directory.
 *
 * @param path the file of the warehouse, or `:memory:`
 * @param settings by default half of the memory that the process may use, and a folder beside the warehouse
 */
export async function createInstance(
  path: string,
  { memoryLimit = defaultMemory(), spillFolder }: Partial<DuckDbSettings> = {},
): Promise<DuckDBInstance> {
  return await DuckDBInstance.create(':memory:', {
    temp_directory: ownFolder(path, spillFolder),
    memory_limit: memoryLimit,
    default_block_size: String(BLOCK_BYTES),
    checkpoint_threshold: `${LOG_BYTES / 1024 ** 2}MiB`,
  });
}

/** Returns a folder for each process: DuckDB removes it at the end, with the files of other processes that share it. */
function ownFolder(path: string, spillFolder: string | undefined): string {
  const isFile = path !== ':memory:';
  const folder = spillFolder ?? (isFile ? dirname(path) : tmpdir());
  const name = isFile ? basename(path) : 'ci-signal';
  return join(folder, `${name}.${process.pid}.tmp`);
}

/** Returns a share of the memory of the machine, or of the container if that has less. */
function defaultMemory(): string {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return `${Math.floor((bytes * MEMORY_SHARE) / 1024 ** 2)}MiB`;
}
