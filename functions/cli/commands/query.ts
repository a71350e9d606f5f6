import { Command } from 'commander';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { QueryError } from '../../../shared/errors.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { formatOption, warehouseOption, wholeNumber } from '../options.ts';
import { formatResult, type Format } from '../format/format.ts';
import type { CliPorts } from '../ports.ts';

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
      'Runs one GoogleSQL statement on the warehouse, or prints the rows of a view. Names without a dataset are views. ' +
        '`ci-signal schema` lists the views, `ci-signal schema <view>` lists the columns of one.',
    )
    .argument('<sql>', 'a GoogleSQL statement, or the name of a view')
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
      const warehouse = await ports.openWarehouse(options.warehouse);
      try {
        await print(ports, warehouse, { sql, ...options });
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
        throw new QueryError(
          `cannot run the query: ${error.message}\n` +
            'Run `ci-signal schema` to list the views, and `ci-signal schema <view>` to list the columns of one.',
          { cause: error },
        );
      } finally {
        await warehouse.close();
      }
    });
}

async function print(
  { terminal }: CliPorts,
  warehouse: Warehouse,
  { sql, format, limit }: QueryOptions & { readonly sql: string },
): Promise<void> {
  const isView = RELATION_NAME.test(sql.trim());
  const limited = limit === undefined ? '' : ` LIMIT ${limit}`;
  const result = await warehouse.query(isView ? `SELECT * FROM ${sql.trim()}${limited}` : sql);
  await terminal.out(formatResult(result, format));
  if (format === 'table' && result.rows.length === 0) terminal.err('no rows\n');
}
