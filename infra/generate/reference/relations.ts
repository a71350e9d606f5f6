import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import type { DescribedView } from '../../../shared/ports/views.ts';
import type { ViewLayer } from '../../../shared/ports/warehouse.ts';
import { typeOfColumn } from '../../../shared/schema/columns.ts';
import { TABLES } from '../../../shared/schema/tables.ts';
import { isRollUp, isSnapshot } from '../../../shared/views/layers.ts';
import { tableReferences } from '../../../shared/views/table-references.ts';

export interface DocumentedColumn {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

/** A view or a raw table with what the reference page says of it. */
export interface DocumentedRelation {
  /** The name that queries use: a view's name alone, a raw table's with its dataset. */
  readonly name: string;
  readonly layer?: ViewLayer;
  readonly topic?: string | undefined;
  readonly description: string;
  readonly columns: readonly DocumentedColumn[];
  /** Further sentences, in Markdown. */
  readonly notes: readonly string[];
}

/** The types of columns, by `view.column`. */
type ColumnTypes = ReadonlyMap<string, string>;

/**
 * Documents views in alphabetical order, by topic where they have one. Creates them in DuckDB to find the types of their
 * columns, which are returned as GoogleSQL's.
 */
export async function documentViews(
  views: readonly DescribedView[],
): Promise<readonly DocumentedRelation[]> {
  const types = await readTypes(views);
  return views
    .toSorted((a, b) => compareTexts(a.topic ?? '', b.topic ?? '') || compareTexts(a.name, b.name))
    .map((view) => documentView(view, types));
}

/** Compares by code units, so that the order is the same in every locale. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function documentView(view: DescribedView, types: ColumnTypes): DocumentedRelation {
  const { name, layer, topic, description, sql, columns } = view;
  const typed = Object.entries(columns).map(([column, text]) => {
    const type = types.get(`${name}.${column}`);
    if (type === undefined) throw new Error(`${name} describes ${column} but has no such column`);
    return { name: column, type, description: text };
  });
  return {
    name,
    layer,
    topic,
    description,
    columns: typed,
    notes: notesOn(view, relationsRead(sql)),
  };
}

function notesOn(view: DescribedView, read: readonly string[]): readonly string[] {
  const notes: string[] = [];
  if (read.length > 0) notes.push(`Reads ${read.map(linkTo).join(', ')}.`);
  if (isSnapshot(view))
    notes.push('A snapshot: its rows are stored, and replaced after each rebuild of roll-ups.');
  if (isRollUp(view)) notes.push('A roll-up: its rows are stored by `build_date`.');
  return notes;
}

/** Returns the views and tables that a view reads, in alphabetical order, by the names that queries use. */
function relationsRead(sql: string): readonly string[] {
  const names = tableReferences(sql).map(({ dataset, name }) =>
    dataset === 'ci' ? name : `${dataset}.${name}`,
  );
  return [...new Set(names)].sort();
}

/** Returns a link to the section of a view or table; its anchor is GitHub's. */
export function linkTo(name: string): string {
  return `[\`${name}\`](#${name.replaceAll('.', '')})`;
}

async function readTypes(views: readonly DescribedView[]): Promise<ColumnTypes> {
  const warehouse = await DuckDbWarehouse.open(':memory:');
  try {
    await warehouse.deploy(views);
    const types = new Map<string, string>();
    for (const { name } of views) {
      for (const [column, type] of await warehouse.columnTypes(name)) {
        types.set(`${name}.${column}`, type);
      }
    }
    return types;
  } finally {
    await warehouse.close();
  }
}

/** Documents the raw tables from their schema files. */
export function documentTables(): readonly DocumentedRelation[] {
  return Object.values(TABLES).map((table) => ({
    name: `ci_raw.${table.name}`,
    description: table.description,
    columns: table.schema.map((column) => ({
      name: column.name,
      type: `${typeOfColumn(column)}${column.mode === 'REQUIRED' ? ' NOT NULL' : ''}`,
      description: column.description,
    })),
    notes: [
      `Partitioned by \`${table.time_partitioning.field}\`, which every query has to filter on; ` +
        `clustered by ${table.clustering.map((column) => `\`${column}\``).join(', ')}.`,
    ],
  }));
}
