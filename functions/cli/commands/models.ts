import { Command, Option } from 'commander';
import type { ModelsOptions } from '../actions/models.ts';
import type { OpenPorts } from '../ports.ts';

const DIALECTS = ['bigquery', 'duckdb'] as const;

/** Dialect of SQL in which views are printed. */
export type Dialect = (typeof DIALECTS)[number];

const FORMATS = ['sql', 'dataform'] as const;

/** Form in which views are printed. */
export type ModelsFormat = (typeof FORMATS)[number];

/** Creates the command `models`, which prints the SQL of the tables and views, to read it or to deploy it by other means. */
export function modelsCommand(openPorts: OpenPorts): Command {
  return new Command('models')
    .summary('print the SQL of the tables and views')
    .description(
      'Prints the statements that create the raw tables, roll-ups and views, each after those that it reads. Roll-ups are ' +
        'tables without rows, which `refresh` fills. `deploy` runs such statements, and migrates what is there.',
    )
    .argument('[name...]', 'views, or raw tables as ci_raw.<table>; without a name, all of them')
    .addOption(
      new Option('--dialect <dialect>', 'GoogleSQL, or its translation for DuckDB')
        .choices(DIALECTS)
        .default('bigquery'),
    )
    .addOption(
      new Option('--format <format>', 'statements, or a Dataform project in the folder of --output')
        .choices(FORMATS)
        .default('sql'),
    )
    .option('--output <folder>', 'folder of the Dataform project')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  ci-signal models\n' +
        '  ci-signal models test_flakiness job_flakiness ci_raw.builds\n' +
        '  ci-signal models --dialect duckdb test_flakiness\n' +
        '  ci-signal models --format dataform --output dataform\n',
    )
    .action(async (names: readonly string[], options: ModelsOptions) => {
      const { printModels } = await import('../actions/models.ts');
      await printModels(await openPorts(), names, options);
    });
}
