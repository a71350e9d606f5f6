import { Command, Option } from 'commander';
import type { OpenPorts } from '../ports.ts';

const DIALECTS = ['bigquery', 'duckdb'] as const;

/** Dialect of SQL in which views are printed. */
export type Dialect = (typeof DIALECTS)[number];

interface ModelsOptions {
  readonly dialect: Dialect;
}

/** Creates the command `models`, which prints the SQL of the views, to read it or to deploy it by other means. */
export function modelsCommand(openPorts: OpenPorts): Command {
  return new Command('models')
    .summary('print the SQL of the views')
    .description(
      'Prints the statements that create the views, each after those that it reads.\n' +
        'The raw tables of ci_raw, which the views read, are not included.',
    )
    .argument('[view...]', 'views to print; without a name, all views')
    .addOption(
      new Option('--dialect <dialect>', 'GoogleSQL, or its translation for DuckDB')
        .choices(DIALECTS)
        .default('bigquery'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  ci-signal models\n' +
        '  ci-signal models test_flakiness job_flakiness\n' +
        '  ci-signal models --dialect duckdb test_flakiness\n',
    )
    .action(async (names: readonly string[], { dialect }: ModelsOptions) => {
      const { printModels } = await import('../actions/models.ts');
      await printModels(await openPorts(), names, dialect);
    });
}
