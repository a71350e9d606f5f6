import { totalmem, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Settings of an instance. */
export interface InstanceSettings {
  /** Memory that DuckDB may use, such as `2GB`; by default half of what the process may use. */
  readonly memoryLimit?: string | undefined;
  /** Folder for what does not fit into memory; by default it is beside the warehouse. */
  readonly spillFolder?: string | undefined;
}

/** Part of the memory that DuckDB may use: readers in other threads need some as well. */
const MEMORY_SHARE = 0.5;

/**
 * Creates the DuckDB instance to which the file of a warehouse is attached. Without a setting, an instance that has no file
 * itself writes what does not fit into memory into the folder `.tmp` of the current directory.
 *
 * @param path the file of the warehouse, or `:memory:`
 */
export async function createInstance(
  path: string,
  { memoryLimit = defaultMemory(), spillFolder }: InstanceSettings = {},
): Promise<DuckDBInstance> {
  return await DuckDBInstance.create(':memory:', {
    temp_directory: ownFolder(path, spillFolder),
    memory_limit: memoryLimit,
  });
}

/** Returns a folder for each process: DuckDB removes it at the end, with the files of other processes that share it. */
function ownFolder(path: string, spillFolder: string | undefined): string {
  const isFile = path !== ':memory:';
  const beside = spillFolder === undefined && isFile ? path : undefined;
  const within = join(spillFolder ?? tmpdir(), isFile ? basename(path) : 'ci-signal');
  return `${beside ?? within}.${process.pid}.tmp`;
}

/** Returns a share of the memory of the machine, or of the container if that has less. */
function defaultMemory(): string {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return `${Math.floor((bytes * MEMORY_SHARE) / 1024 ** 2)}MiB`;
}
