import { UsageError } from '../../../shared/errors.ts';
import type { DescribedView } from '../../../shared/ports/views.ts';
import { TABLE_NAMES, type TableName } from '../../../shared/schema/tables.ts';
import { isStored, kindOfView } from '../../../shared/views/layers.ts';
import { rollUpRows } from '../../../shared/views/stored-rows.ts';
import {
  createRawTableStatement,
  createStoredStatement,
  createViewStatement,
} from '../../../shared/views/statements.ts';
import { withStoredSteps } from '../../../shared/views/stored-steps.ts';
import { dataformFiles } from '../dataform/dataform-files.ts';
import type { Dialect, ModelsFormat } from '../commands/models.ts';
import type { CliPorts, Translator } from '../ports.ts';

/** Options of the command `models`. */
export interface ModelsOptions {
  readonly dialect: Dialect;
  readonly format: ModelsFormat;
  /** Folder of the Dataform project. */
  readonly output?: string;
}

/** The raw tables, views, roll-ups and snapshots to print, each after those that it reads. */
interface Selection {
  readonly tables: readonly TableName[];
  readonly views: readonly DescribedView[];
}

/** Remarks on what is stored, by its kind. */
const REMARKS = {
  'roll-up': '-- A roll-up: its rows are stored by build_date, and `ci-signal refresh` fills it.\n',
  snapshot: '-- A snapshot: its rows are stored, and `ci-signal refresh` replaces them.\n',
  view: '',
};

/** Prints the statements that create the named views and tables, or all of them, or writes them as a Dataform project. */
export async function printModels(
  ports: CliPorts,
  names: readonly string[],
  options: ModelsOptions,
): Promise<void> {
  const { dialect, format, output } = options;
  if ((format === 'dataform') !== (output !== undefined)) {
    throw new UsageError('--format dataform needs --output <folder>, and only that does');
  }
  if (output !== undefined) {
    if (dialect !== 'bigquery') throw new UsageError('Dataform runs on BigQuery only');
    await writeDataform(ports, names, output);
    return;
  }
  const statements =
    dialect === 'bigquery'
      ? inGoogleSql(select(withStoredSteps(ports.views()), names))
      : inDuckDb(select(ports.views(), names), await ports.openTranslator());
  await ports.terminal.out(statements.map((statement) => `${statement};\n`).join('\n'));
}

async function writeDataform(
  { files, terminal, views }: CliPorts,
  names: readonly string[],
  folder: string,
): Promise<void> {
  if (names.length > 0) {
    throw new UsageError('a Dataform project has all views: leave out their names');
  }
  const written = dataformFiles(withStoredSteps(views()));
  for (const { path, text } of written) await files.write(`${folder}/${path}`, text);
  terminal.err(`wrote ${written.length} files to ${folder}\n`);
}

/** Returns the named views and raw tables in the order in which they can be created; without names, all. */
function select(views: readonly DescribedView[], names: readonly string[]): Selection {
  if (names.length === 0) return { tables: TABLE_NAMES, views };
  const tables = TABLE_NAMES.filter((table) => names.includes(`ci_raw.${table}`));
  const known = new Set([...tables.map((table) => `ci_raw.${table}`), ...views.map((v) => v.name)]);
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new UsageError(
      `there is no view or table ${unknown.join(', ')}; \`ci-signal schema\` lists them`,
    );
  }
  return { tables, views: views.filter(({ name }) => names.includes(name)) };
}

function inGoogleSql({ tables, views }: Selection): readonly string[] {
  const created = views.map((view) =>
    isStored(view)
      ? REMARKS[kindOfView(view)] + createStoredStatement(view)
      : createViewStatement(view),
  );
  return [...tables.map(createRawTableStatement), ...created];
}

/** Returns statements for DuckDB, with the schemas and the functions on which the translations rely. */
function inDuckDb(
  { tables, views }: Selection,
  { toDuckDb, definitions, rawTable }: Translator,
): readonly string[] {
  const created = views.map((view) => {
    const sql = toDuckDb(view.sql);
    return isStored(view)
      ? `${REMARKS[kindOfView(view)]}CREATE TABLE IF NOT EXISTS ci."${view.name}" AS\n${rollUpRows({ sql })}`
      : `CREATE OR REPLACE VIEW ci."${view.name}" AS\n${sql}`;
  });
  const ofTables =
    tables.length === 0 ? [] : ['CREATE SCHEMA IF NOT EXISTS ci_raw', ...tables.map(rawTable)];
  if (created.length === 0) return ofTables;
  return [...ofTables, 'CREATE SCHEMA IF NOT EXISTS ci', 'USE ci', ...definitions, ...created];
}
