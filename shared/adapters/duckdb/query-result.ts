import { VARCHAR, type DuckDBResultReader } from '@duckdb/node-api';
import type { QueryResult } from '../../ports/warehouse.ts';
import { toQueryValue } from './query-value.ts';

/** Converts a result of DuckDB to that of the port. */
export function readQueryResult(result: DuckDBResultReader): QueryResult {
  const columns = result.columnNames();
  const types = result.columnTypes();
  const rows = result
    .getRows()
    .map((row) =>
      Object.fromEntries(
        row.map((value, i) => [columns[i] ?? '', toQueryValue(value, types[i] ?? VARCHAR)]),
      ),
    );
  return { columns, rows };
}
