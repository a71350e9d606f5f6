import { columnsOf, typeOfColumn, type TableColumn } from '../../shared/schema/columns.ts';
import { TABLE_NAMES, type JsonValue, type TableName } from '../../shared/schema/tables.ts';
import { replaceTableReferences } from '../../shared/views/table-references.ts';
import type { View } from '../../shared/ports/warehouse.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { completeRow, questionOf, withStandIns, type CaseRow, type ViewCase } from './case.ts';

/** Returns a query with everything that it reads in its WITH clause: the needed views, and the rows of raw tables as literals. */
export function inline(views: readonly View[], viewCase: ViewCase): string {
  const { tables, view } = viewCase;
  const withViews = neededViews([view], withStandIns(views, viewCase)).map(
    ({ name, sql }) => `${nameOf('ci', name)} AS (${inlineNames(sql)}\n)`,
  );
  const readTables = TABLE_NAMES.filter((table) =>
    withViews.some((text) => text.includes(nameOf('ci_raw', table))),
  );
  const withTables = readTables.map(
    (table) => `${nameOf('ci_raw', table)} AS (${literalTable(table, tables[table] ?? [])})`,
  );
  return `WITH ${[...withTables, ...withViews].join(',\n')}\n${questionOf(viewCase, nameOf('ci', view))}`;
}

function nameOf(dataset: string, name: string): string {
  return `${dataset}__${name}`;
}

function inlineNames(sql: string): string {
  return replaceTableReferences(sql, ({ dataset, name }) => nameOf(dataset, name));
}

/** Returns a query for rows as an array: with a SELECT for each row, the analysis takes twice as long. */
function literalTable(table: TableName, rows: readonly CaseRow[]): string {
  const columns = columnsOf(table);
  const fields = columns.map((column) => `${column.name} ${typeOfColumn(column)}`).join(', ');
  const literals = rows.map((row) => {
    const complete = completeRow(table, row);
    const values = columns.map((column) => literalField(column, complete[column.name] ?? null));
    return `(${values.join(', ')})`;
  });
  return `SELECT * FROM UNNEST(ARRAY<STRUCT<${fields}>>[${literals.join(',\n')}])`;
}

function literalField({ type, mode }: TableColumn, value: JsonValue): string {
  if (mode !== 'REPEATED') return literalValue(type, value);
  return `[${(value as readonly JsonValue[]).map((item) => literalValue(type, item)).join(', ')}]`;
}

/** Returns a value as a literal that is coerced to the type of its field. */
function literalValue(type: string, value: JsonValue): string {
  if (value === null) return 'NULL';
  if (type === 'JSON') return `JSON ${JSON.stringify(JSON.stringify(value))}`;
  if (typeof value === 'string' && (type === 'INT64' || type === 'FLOAT64')) return value;
  return JSON.stringify(value);
}
