import type { DescribedView } from '../../../shared/ports/views.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../../../shared/schema/tables.ts';
import { isRollUp, isStored } from '../../../shared/views/layers.ts';
import { rollUpRows } from '../../../shared/views/stored-rows.ts';
import { replaceTableReferences } from '../../../shared/views/table-references.ts';

/** A file of a Dataform project. */
export interface DataformFile {
  /** Path below the folder of the project. */
  readonly path: string;
  readonly text: string;
}

const SETTINGS = `# Written by \`ci-signal models --format dataform\`. Name the project and the location of the datasets here.
defaultProject: my-project
defaultLocation: US
defaultDataset: ci
defaultAssertionDataset: ci_assertions
dataformCoreVersion: 3.0.0
`;

/**
 * Returns the files of a Dataform project: a declaration for each raw table, a view for each view and, for each roll-up and
 * snapshot, an operation that creates its table. Both are filled by ci-signal, roll-ups date by date: Dataform has no means to
 * find stale dates.
 */
export function dataformFiles(views: readonly DescribedView[]): readonly DataformFile[] {
  return [
    { path: 'workflow_settings.yaml', text: SETTINGS },
    ...TABLE_NAMES.map(declarationFile),
    ...views.map(viewFile),
  ];
}

function declarationFile(table: TableName): DataformFile {
  const { description, schema } = TABLES[table];
  const columns = Object.fromEntries(schema.map((column) => [column.name, column.description]));
  const config = { type: 'declaration', schema: 'ci_raw', name: table, description, columns };
  return { path: `definitions/sources/${table}.sqlx`, text: configBlock(config) };
}

function viewFile(view: DescribedView): DataformFile {
  const { name, layer, topic, description, columns } = view;
  const folder = topic === undefined ? layer : `${layer}/${topic}`;
  const kind = isStored(view) ? { type: 'operations', hasOutput: true } : { type: 'view' };
  const config = { ...kind, schema: 'ci', name, description, columns, tags: [layer] };
  const sql = withReferences(isStored(view) ? rollUpRows(view) : view.sql.trimEnd());
  const partition = isRollUp(view) ? 'PARTITION BY build_date\n' : '';
  const creation = isStored(view) ? `CREATE TABLE IF NOT EXISTS \${self()}\n${partition}AS\n` : '';
  return {
    path: `definitions/${folder}/${name}.sqlx`,
    text: `${configBlock(config)}\n${creation}${sql}\n`,
  };
}

function configBlock(config: object): string {
  return `config ${JSON.stringify(config, null, 2)}\n`;
}

/** Replaces the names of tables and views by Dataform's references, from which it derives the order. */
function withReferences(sql: string): string {
  return replaceTableReferences(
    sql,
    ({ dataset, name }) => `\${ref(${JSON.stringify(dataset)}, ${JSON.stringify(name)})}`,
  );
}
