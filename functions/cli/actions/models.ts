import { UsageError } from '../../../shared/errors.ts';
import type { DescribedView } from '../../../shared/ports/views.ts';
import { isRollUp } from '../../../shared/views/layers.ts';
import { withStoredSteps } from '../../../shared/views/stored-steps.ts';
import type { Dialect } from '../commands/models.ts';
import type { CliPorts, Translator } from '../ports.ts';

/** Prints the statements that create the named views, or all views. */
export async function printModels(
  { terminal, views, openTranslator }: CliPorts,
  names: readonly string[],
  dialect: Dialect,
): Promise<void> {
  const isForBigQuery = dialect === 'bigquery';
  const wanted = select(isForBigQuery ? withStoredSteps(views()) : views(), names);
  const statements = isForBigQuery
    ? wanted.map(inGoogleSql)
    : inDuckDb(wanted, await openTranslator());
  await terminal.out(statements.map((statement) => `${statement};\n`).join('\n'));
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
