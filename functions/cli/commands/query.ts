import { Command } from 'commander';
import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { QueryError } from '../../../shared/errors.ts';
import type { WarehouseReader } from '../../../shared/ports/warehouse.ts';
import { formatOption, warehouseOption, wholeNumber } from '../options.ts';
import { formatResult, type Format } from '../format/format.ts';
import type { CliPorts } from '../ports.ts';
import { printState } from '../warehouse-state.ts';

interface QueryOptions {
  readonly warehouse: WarehouseLocation;
  readonly format: Format;
  readonly limit?: number;
}

const RELATION_NAME = /^[a-z_]+$/;

/** Returns the command `query`. */
export function queryCommand(ports: CliPorts): Command {
  return new Command('query')
    .summary('run a GoogleSQL query, or print a view')
    .description(
      'Runs one GoogleSQL SELECT on the warehouse, or prints the rows of a view. The warehouse is not changed, and may be ' +
        'written by another process meanwhile. Names without a dataset are views. ' +
        '`ci-signal schema` lists the views, `ci-signal schema <view>` lists the columns of one.',
    )
    .argument('<sql>', 'a SELECT in GoogleSQL, or the name of a view')
    .addOption(formatOption())
    .addOption(warehouseOption())
    .option('--limit <rows>', 'maximum number of rows to print; for a view only', wholeNumber)
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  ci-signal query builds --limit 10\n' +
        '  ci-signal query \'SELECT job, COUNT(*) AS failures FROM builds WHERE outcome = "failed"\n' +
        "                   GROUP BY job ORDER BY failures DESC LIMIT 10'\n" +
        '  ci-signal query --format csv \'SELECT * FROM test_results WHERE outcome = "flaky"\'\n',
    )
    .action(async (sql: string, options: QueryOptions) => {
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
    });
}

async function print(
  { terminal }: CliPorts,
  warehouse: WarehouseReader,
  { sql, format, limit }: QueryOptions & { readonly sql: string },
): Promise<void> {
  const isView = RELATION_NAME.test(sql.trim());
  const limited = limit === undefined ? '' : ` LIMIT ${limit}`;
  const result = await warehouse.query(isView ? `SELECT * FROM ${sql.trim()}${limited}` : sql);
  await terminal.out(formatResult(result, format));
  if (format === 'table' && result.rows.length === 0) terminal.err('no rows\n');
}
