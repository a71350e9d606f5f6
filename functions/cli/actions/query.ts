import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { QueryError } from '../../../shared/errors.ts';
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
}

const RELATION_NAME = /^[a-z_]+$/;

/** Runs a query and prints its rows, and the state of the data if there is something to say about it. */
export async function runQuery(ports: CliPorts, sql: string, options: QueryOptions): Promise<void> {
  const { reader, notes } = await ports.openReader(options.warehouse);
  try {
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
  const isView = RELATION_NAME.test(sql.trim());
  const limited = limit === undefined ? '' : ` LIMIT ${limit}`;
  const result = await warehouse.query(isView ? `SELECT * FROM ${sql.trim()}${limited}` : sql);
  await writeResult(terminal, result, { format, csvFormulas });
  if (format === 'table' && result.rows.length === 0) terminal.err('no rows\n');
}
