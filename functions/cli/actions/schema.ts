import { UsageError } from '../../../shared/errors.ts';
import type { DescribedView } from '../../../shared/ports/views.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../../../shared/schema/tables.ts';
import { VIEW_LAYERS } from '../../../shared/views/layers.ts';
import { writeResult } from '../format/format.ts';
import type { Format } from '../options.ts';
import type { CliPorts } from '../ports.ts';

/** Width of a column of text: descriptions are not cut off. */
const TEXT_WIDTH = 400;

/** A view or raw table as the command lists it. */
interface ListedRelation {
  readonly name: string;
  readonly kind: 'view' | 'table';
  /** Layer of a view and, for marts, the topic: the path of its parent folder in `infra/views`; `null` for raw tables. */
  readonly layer: string | null;
  readonly description: string;
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * Prints the views and the raw tables.
 *
 * @param name of a view or table whose columns are printed instead
 */
export async function printSchema(
  { terminal, views }: CliPorts,
  format: Format,
  name: string | undefined,
): Promise<void> {
  const relations = [...listViews(views()), ...TABLE_NAMES.map(listTable)];
  const result = name === undefined ? list(relations) : describe(name, relations);
  await writeResult(terminal, result, { format, maxCellLength: TEXT_WIDTH });
}

function list(relations: readonly ListedRelation[]) {
  const rows = relations.map(({ name, kind, layer, description }) => ({
    name,
    kind,
    layer,
    description,
  }));
  return { columns: ['name', 'kind', 'layer', 'description'], rows };
}

function describe(name: string, relations: readonly ListedRelation[]) {
  const relation = relations.find((candidate) => candidate.name === name);
  if (relation === undefined) {
    throw new UsageError(`there is no view or table ${name}; \`ci-signal schema\` lists them`);
  }
  const rows = Object.entries(relation.columns).map(([column, description]) => ({
    column,
    description,
  }));
  return { columns: ['column', 'description'], rows };
}

/** Lists views from the highest layer to the lowest, each layer in the order of its folders. */
function listViews(views: readonly DescribedView[]): readonly ListedRelation[] {
  return VIEW_LAYERS.toReversed().flatMap((layer) =>
    views
      .filter((view) => view.layer === layer)
      .map(({ name, topic, description, columns }) => ({
        name,
        kind: 'view' as const,
        layer: topic === undefined ? layer : `${layer}/${topic}`,
        description,
        columns,
      }))
      .sort((a, b) => (`${a.layer}/${a.name}` < `${b.layer}/${b.name}` ? -1 : 1)),
  );
}

function listTable(table: TableName): ListedRelation {
  const { description, schema } = TABLES[table];
  const columns = Object.fromEntries(schema.map((column) => [column.name, column.description]));
  return { name: `ci_raw.${table}`, kind: 'table', layer: null, description, columns };
}
