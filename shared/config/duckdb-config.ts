import { parseSettings, type Environment } from './settings.ts';

/** Settings of DuckDB. */
export interface DuckDbSettings {
  /** Memory that DuckDB may use, such as `2GB`; what does not fit is written to a folder. */
  readonly memoryLimit: string | undefined;
  /** Folder for what does not fit into memory; by default it is beside the warehouse. */
  readonly spillFolder: string | undefined;
}

/** A number and a unit of bytes. */
const MEMORY = /^\d{1,9}(?:\.\d{1,3})? ?[KMGT]i?B$/i;

/**
 * Reads DUCKDB_MEMORY_LIMIT and DUCKDB_SPILL_FOLDER.
 *
 * @throws UsageError if a setting is invalid
 */
export function parseDuckDbSettings(environment: Environment): DuckDbSettings {
  return parseSettings(environment, (variables) => ({
    memoryLimit: variables.matching('DUCKDB_MEMORY_LIMIT', MEMORY, 'is not a size such as 2GB'),
    spillFolder: variables.optional('DUCKDB_SPILL_FOLDER'),
  }));
}
