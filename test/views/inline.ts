import { TABLE_NAMES, TABLES, type JsonValue, type TableName } from '../../shared/schema/tables.ts';
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

function literalTable(table: TableName, rows: readonly CaseRow[]): string {
  if (rows.length === 0) return `SELECT * FROM (${literalRow(table, {})}) WHERE FALSE`;
  return rows.map((row) => literalRow(table, row)).join('\nUNION ALL ');
}

function literalRow(table: TableName, row: CaseRow): string {
  const complete = completeRow(table, row);
  const columns: readonly { name: string; type: string; mode: string }[] = TABLES[table].schema;
  const literals = columns.map(({ name, type, mode }) => {
    const value = complete[name] ?? null;
    const literal =
      mode === 'REPEATED'
        ? `ARRAY<${type}>[${(value as readonly JsonValue[]).map((item) => literalValue(type, item)).join(', ')}]`
        : literalValue(type, value);
    return `${literal} AS ${name}`;
  });
  return `SELECT ${literals.join(', ')}`;
}

function literalValue(type: string, value: JsonValue): string {
  if (value === null) return `CAST(NULL AS ${type})`;
  const text = JSON.stringify(
    typeof value === 'string' && type !== 'JSON' ? value : JSON.stringify(value),
  );
  return type === 'JSON' ? `JSON ${text}` : `CAST(${text} AS ${type})`;
}
