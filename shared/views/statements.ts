import { createHash } from 'node:crypto';
import type { View } from '../ports/warehouse.ts';
import { columnsOf, typeOfColumn, type ColumnShape, type TableColumn } from '../schema/columns.ts';
import { stringLiteral } from '../schema/googlesql-literal.ts';
import { TABLES, type TableName } from '../schema/tables.ts';
import { isRollUp } from './layers.ts';
import { rollUpRows } from './stored-rows.ts';

/** Label of views, roll-ups and snapshots in BigQuery, whose value is the digest of their definition. */
export const DEFINITION_LABEL = 'ci_signal_definition';

/** Characters of a digest; the value of a label has at most 63. */
const DIGEST_LENGTH = 32;

/** Returns a digest of what is deployed of a view: its query, its description and its columns. */
export function definitionDigest({ sql, description, columns }: View): string {
  const text = JSON.stringify([sql, description ?? '', Object.entries(columns ?? {})]);
  return createHash('sha256').update(text).digest('hex').slice(0, DIGEST_LENGTH);
}

/** Returns the GoogleSQL statement that creates a raw table if it does not exist. */
export function createRawTableStatement(table: TableName): string {
  const { description, time_partitioning, require_partition_filter, clustering } = TABLES[table];
  return [
    `CREATE TABLE IF NOT EXISTS ci_raw.${table} (`,
    columnsOf(table).map(columnDefinition).join(',\n'),
    ')',
    `PARTITION BY ${time_partitioning.field}`,
    `CLUSTER BY ${clustering.join(', ')}`,
    `OPTIONS (require_partition_filter = ${String(require_partition_filter)}, description = ${stringLiteral(description)})`,
  ].join('\n');
}

function columnDefinition(column: TableColumn): string {
  const constraint = column.mode === 'REQUIRED' ? ' NOT NULL' : '';
  return `  ${column.name} ${typeOfColumn(column)}${constraint} OPTIONS (description = ${stringLiteral(column.description)})`;
}

/**
 * Returns the GoogleSQL statement that adds a column to a table; existing rows have no value in it.
 *
 * @param table with its dataset
 */
export function addColumnStatement(
  table: string,
  column: ColumnShape & { readonly name: string },
): string {
  return `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column.name} ${typeOfColumn(column)}`;
}

/** Returns the GoogleSQL statement that creates a view, or replaces it. */
export function createViewStatement(view: View): string {
  return `CREATE OR REPLACE VIEW ci.${view.name}\n${optionsOf(view)}\nAS\n${view.sql.trimEnd()}`;
}

/**
 * Returns the GoogleSQL statement that creates the table of a roll-up or snapshot without rows.
 *
 * @param isReplacing whether to drop a table that exists; otherwise it is left as it is
 */
export function createStoredStatement(view: View, isReplacing = false): string {
  const create = isReplacing ? 'CREATE OR REPLACE TABLE' : 'CREATE TABLE IF NOT EXISTS';
  const partition = isRollUp(view) ? 'PARTITION BY build_date\n' : '';
  return `${create} ci.${view.name}\n${partition}${optionsOf(view)}\nAS\n${rollUpRows(view)}`;
}

function optionsOf(view: View): string {
  const labels = `labels = [(${stringLiteral(DEFINITION_LABEL)}, ${stringLiteral(definitionDigest(view))})]`;
  const { description = '' } = view;
  const described = description === '' ? '' : `, description = ${stringLiteral(description)}`;
  return `OPTIONS (${labels}${described})`;
}
