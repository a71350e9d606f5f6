import { Command } from 'commander';
import type { QueryOptions } from '../actions/query.ts';
import {
  csvFormulasOption,
  formatOption,
  maxGibOption,
  warehouseOption,
  wholeNumber,
} from '../options.ts';
import type { OpenPorts } from '../ports.ts';

/** Returns the command `query`. */
export function queryCommand(openPorts: OpenPorts): Command {
  return new Command('query')
    .summary('run a GoogleSQL query, or print a view')
    .description(
      'Runs one GoogleSQL SELECT on the warehouse, or prints the rows of a view. The warehouse is not changed, and may be ' +
        'written by another process meanwhile. Names without a dataset are views. ' +
        '`ci-signal schema` lists the views, `ci-signal schema <view>` lists the columns of one.',
    )
    .argument('<sql>', 'a SELECT in GoogleSQL, or the name of a view')
    .addOption(formatOption())
    .addOption(csvFormulasOption())
    .addOption(warehouseOption())
    .option(
      '--dry-run',
      'print what the query would read and cost, without running it; BigQuery only',
      false,
    )
    .addOption(maxGibOption())
    .option('--limit <rows>', 'maximum number of rows to print; for a view only', wholeNumber)
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  ci-signal query builds --limit 10\n' +
        '  ci-signal query \'SELECT job, COUNT(*) AS failures FROM builds WHERE outcome = "failed"\n' +
        "                   GROUP BY job ORDER BY failures DESC LIMIT 10'\n" +
        '  ci-signal query --warehouse bigquery:my-project --dry-run incidents\n' +
        '  ci-signal query --format csv \'SELECT * FROM test_results WHERE outcome = "flaky"\'\n',
    )
    .action(async (sql: string, options: QueryOptions) => {
      const { runQuery } = await import('../actions/query.ts');
      await runQuery(await openPorts(), sql, options);
    });
}
