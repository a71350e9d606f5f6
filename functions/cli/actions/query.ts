import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { QueryError, UsageError } from '../../../shared/errors.ts';
import type { WarehouseReader } from '../../../shared/ports/warehouse.ts';
import { writeResult } from '../format/format.ts';
import type { CsvFormulas, Format } from '../options.ts';
import type { CliPorts } from '../ports.ts';
import { printState } from '../warehouse-state.ts';

/** Options of the command `query`. */
export interface QueryOptions {
  readonly warehouse: WarehouseLocation;
  readonly format: Format;
  readonly csvFormulas: CsvFormulas;
  readonly limit?: number;
  readonly dryRun: boolean;
  /** GiB that a query on BigQuery may read. */
  readonly maxGib: number;
}

const GIB = 2 ** 30;
const TIB = 2 ** 40;

const RELATION_NAME = /^[a-z_]+$/;

/** Runs a query and prints its rows, and the state of the data if there is something to say about it. */
export async function runQuery(ports: CliPorts, sql: string, options: QueryOptions): Promise<void> {
  const { reader, notes } = await ports.openReader(options.warehouse, options.maxGib * GIB);
  try {
    if (options.dryRun) {
      await printCost(ports, reader, { sql, ...options });
      return;
    }
    for (const note of notes) ports.terminal.err(`${note}\n`);
    await printState(ports, reader, writtenWarehouse(options.warehouse));
    await print(ports, reader, { sql, ...options });
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new QueryError(
      `cannot run the query: ${error.message}\n` +
        'Run `ci-signal schema` to list the views, and `ci-signal schema <view>` to list the columns of one.',
      { cause: error },
    );
  } finally {
    await reader.close();
  }
}

async function print(
  { terminal }: CliPorts,
  warehouse: WarehouseReader,
  { sql, format, csvFormulas, limit }: QueryOptions & { readonly sql: string },
): Promise<void> {
  const result = await warehouse.query(statementOf(sql, limit));
  await writeResult(terminal, result, { format, csvFormulas });
  if (format === 'table' && result.rows.length === 0) terminal.err('no rows\n');
}

/** Returns the statement for what the user named: a view, or a statement. */
function statementOf(sql: string, limit?: number): string {
  const limited = limit === undefined ? '' : ` LIMIT ${limit}`;
  return RELATION_NAME.test(sql.trim()) ? `SELECT * FROM ${sql.trim()}${limited}` : sql;
}

/** Prints the bytes that a query would read and their price, without running it. */
async function printCost(
  { terminal, storagePrices }: CliPorts,
  reader: WarehouseReader,
  { sql, format, csvFormulas, limit }: QueryOptions & { readonly sql: string },
): Promise<void> {
  const bytes = await reader.bytesRead?.(statementOf(sql, limit));
  if (bytes === undefined) {
    throw new UsageError('queries on a DuckDB file cost nothing: --dry-run is for BigQuery');
  }
  const { services } = await storagePrices();
  const row = {
    bytes,
    gib: Number((bytes / GIB).toFixed(3)),
    usd: Number(((bytes / TIB) * services.usd_per_tib_queried).toFixed(4)),
    prices_as_of: services.as_of,
  };
  await writeResult(terminal, { columns: Object.keys(row), rows: [row] }, { format, csvFormulas });
}
