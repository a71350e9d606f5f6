/** Takes the place of the adapter of BigQuery in a bundle: the warehouse is the DuckDB file that the environment names. */
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { parseDuckDbSettings } from '../../../shared/config/duckdb-config.ts';
import { environment } from '../../../shared/config/environment.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';

const warehouse = await DuckDbWarehouse.open(
  process.env['DUCKDB_FILE'] ?? '',
  parseDuckDbSettings(environment()),
);

export const createBigQueryWarehouse = (): Warehouse => warehouse;
