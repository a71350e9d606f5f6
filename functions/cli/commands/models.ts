import { Command, Option } from 'commander';
import { UsageError } from '../../../shared/errors.ts';
import type { DescribedView } from '../../../shared/ports/views.ts';
import { isRollUp } from '../../../shared/views/layers.ts';
import type { CliPorts, Translator } from '../ports.ts';

const DIALECTS = ['bigquery', 'duckdb'] as const;

interface ModelsOptions {
  readonly dialect: (typeof DIALECTS)[number];
}

/** Creates the command `models`, which prints the SQL of the views, to read it or to deploy it by other means. */
export function modelsCommand({ terminal, views, openTranslator }: CliPorts): Command {
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
      const wanted = select(views(), names);
      const statements =
        dialect === 'bigquery' ? wanted.map(inGoogleSql) : inDuckDb(wanted, await openTranslator());
      await terminal.out(statements.map((statement) => `${statement};\n`).join('\n'));
    });
}

/** Returns the named views in the order in which they can be created. */
function select(
  views: readonly DescribedView[],
  names: readonly string[],
): readonly DescribedView[] {
  const unknown = names.filter((name) => !views.some((view) => view.name === name));
  if (unknown.length > 0) {
    throw new UsageError(`there is no view ${unknown.join(', ')}; \`ci-signal schema\` lists them`);
  }
  return names.length === 0 ? views : views.filter(({ name }) => names.includes(name));
}

/** Returns a comment for a roll-up: as a view it has the same rows, always up to date, but takes longer. */
function remark(view: DescribedView): string {
  return isRollUp(view)
    ? '-- A roll-up: ci-signal stores its rows in a table by build_date.\n'
    : '';
}

function inGoogleSql(view: DescribedView): string {
  return `${remark(view)}CREATE OR REPLACE VIEW ci.${view.name} AS\n${view.sql.trimEnd()}`;
}

/** Returns statements for DuckDB, with the schema and the functions on which the translations rely. */
function inDuckDb(
  views: readonly DescribedView[],
  { toDuckDb, definitions }: Translator,
): readonly string[] {
  const created = views.map(
    (view) => `${remark(view)}CREATE OR REPLACE VIEW ci."${view.name}" AS\n${toDuckDb(view.sql)}`,
  );
  return ['CREATE SCHEMA IF NOT EXISTS ci', 'USE ci', ...definitions, ...created];
}
