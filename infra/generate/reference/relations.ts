import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import type { DescribedView } from '../../../shared/ports/views.ts';
import { TABLES } from '../../../shared/schema/tables.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

/** A view or a raw table, as the reference page has it. */
export interface Relation {
  /** As a query names it: a view by its name alone, a raw table with its dataset. */
  readonly name: string;
  readonly description: string;
  readonly columns: readonly Column[];
  /** What there is to say of it besides, a sentence each, in Markdown. */
  readonly notes: readonly string[];
}

/** Dataset and name of what a statement reads. */
const REFERENCE = /(?<![\w-])(ci(?:_\w+)?)\.(\w+)/g;
const COMMENT = /--[^\n]*/g;

/**
 * The views in the order of their names. The types of their columns are those that they have in DuckDB, where they are
 * created for it, in GoogleSQL's words.
 */
export async function describeViews(views: readonly DescribedView[]): Promise<readonly Relation[]> {
  const types = await readTypes(views);
  return views.toSorted(byName).map((view) => describeView(view, types));
}

/** Compares for an order that is the same everywhere, whatever the language of the machine. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** The types of columns, by `view.column`. */
type Types = ReadonlyMap<string, string>;

function describeView({ name, description, sql, isRollUp, columns }: DescribedView, types: Types) {
  const notes = [`Reads ${referencesOf(sql).map(link).join(', ')}.`];
  if (isRollUp) notes.push('A roll-up: its rows are stored by `build_date` and rebuilt by date.');
  const typed = Object.entries(columns).map(([column, text]) => {
    const type = types.get(`${name}.${column}`);
    if (type === undefined) throw new Error(`${name} describes ${column} but has no such column`);
    return { name: column, type, description: text };
  });
  return { name, description, columns: typed, notes };
}

/** What a view reads, in the order of the names, as queries name it. */
function referencesOf(sql: string): readonly string[] {
  const found = [...sql.replaceAll(COMMENT, '').matchAll(REFERENCE)].map(
    ([whole, dataset, name = '']) => (dataset === 'ci' ? name : whole),
  );
  return [...new Set(found)].sort();
}

/** A link to the section of a view or table; its anchor is as GitHub makes it. */
export function link(name: string): string {
  return `[\`${name}\`](#${name.replaceAll('.', '')})`;
}

async function readTypes(views: readonly DescribedView[]): Promise<Types> {
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

/** The raw tables, as their schema files have them. */
export function describeTables(): readonly Relation[] {
  return Object.values(TABLES).map((table) => ({
    name: `ci_raw.${table.name}`,
    description: table.description,
    columns: table.schema.map(({ name, type, mode, description }) => ({
      name,
      type:
        mode === 'REPEATED' ? `ARRAY<${type}>` : mode === 'REQUIRED' ? `${type} NOT NULL` : type,
      description,
    })),
    notes: [
      `Partitioned by \`${table.time_partitioning.field}\`, which every query has to filter on; ` +
        `clustered by ${table.clustering.map((column) => `\`${column}\``).join(', ')}.`,
    ],
  }));
}
