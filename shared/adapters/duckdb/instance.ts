import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Creates the DuckDB instance to which the file of a warehouse is attached. Without a setting, an instance that has no file
 * itself writes what does not fit into memory into the folder `.tmp` of the current directory.
 *
 * @param path the file of the warehouse, or `:memory:`
 */
export async function createInstance(path: string): Promise<DuckDBInstance> {
  return await DuckDBInstance.create(':memory:', { temp_directory: spillFolder(path) });
}

/** Returns a folder for each process: DuckDB removes it at the end, with the files of other processes that share it. */
function spillFolder(path: string): string {
  const beside = path === ':memory:' ? join(tmpdir(), 'ci-signal') : path;
  return `${beside}.${process.pid}.tmp`;
}
