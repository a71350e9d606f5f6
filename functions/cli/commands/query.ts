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

const NAME = /^[a-z_]+$/;

/** `query`: GoogleSQL, or a view by its name, on either warehouse. */
export function queryCommand(ports: CliPorts): Command {
  return new Command('query')
    .summary('ask the warehouse, in GoogleSQL or by the name of a view')
    .description(
      'Runs one statement of GoogleSQL, or prints a view. `ci-signal schema` lists the views.',
    )
    .argument('<sql>', 'a statement, or the name of a view')
    .addOption(formatOption())
    .addOption(warehouseOption())
    .option('--limit <rows>', 'print no more rows of a view than this', wholeNumber)
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
          `${error.message}\n\`ci-signal schema\` lists the views, \`ci-signal schema <view>\` its columns`,
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
  const isView = NAME.test(sql.trim());
  const limited = limit === undefined ? '' : ` LIMIT ${limit}`;
  const result = await warehouse.query(isView ? `SELECT * FROM ${sql.trim()}${limited}` : sql);
  await terminal.out(formatResult(result, format));
  if (format === 'table' && result.rows.length === 0) terminal.err('no rows\n');
}
