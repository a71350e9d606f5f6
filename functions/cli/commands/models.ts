import { Command, Option } from 'commander';
import { UsageError } from '../../../shared/errors.ts';
import type { DescribedView } from '../../../shared/ports/views.ts';
import type { CliPorts, Translator } from '../ports.ts';

const DIALECTS = ['bigquery', 'duckdb'] as const;

interface ModelsOptions {
  readonly dialect: (typeof DIALECTS)[number];
}

/** `models`: the SQL of the views, to be read or to be deployed by other means. */
export function modelsCommand({ terminal, views, openTranslator }: CliPorts): Command {
  return new Command('models')
    .summary('print the SQL of the views')
    .description(
      'Prints the statements that create the views, each after those that it reads from.\n' +
        'They read the raw tables of ci_raw, which are not among them.',
    )
    .argument('[view...]', 'views to print; all if none is named')
    .addOption(
      new Option('--dialect <dialect>', 'GoogleSQL as it is written, or its translation for DuckDB')
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

/** The views of these names, in the order in which they can be created, whatever order they are named in. */
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

/** As a view a roll-up has the same rows, as they are at any time; only it takes longer. */
function remark({ isRollUp }: DescribedView): string {
  return isRollUp ? '-- A roll-up: ci-signal stores its rows in a table by build_date.\n' : '';
}

function inGoogleSql(view: DescribedView): string {
  return `${remark(view)}CREATE OR REPLACE VIEW ci.${view.name} AS\n${view.sql.trimEnd()}`;
}

/** With what the translations rely on: the schema that they name no longer, and the functions that DuckDB lacks. */
function inDuckDb(
  views: readonly DescribedView[],
  { toDuckDb, definitions }: Translator,
): readonly string[] {
  const created = views.map(
    (view) => `${remark(view)}CREATE OR REPLACE VIEW ci."${view.name}" AS\n${toDuckDb(view.sql)}`,
  );
  return ['CREATE SCHEMA IF NOT EXISTS ci', 'USE ci', ...definitions, ...created];
}
