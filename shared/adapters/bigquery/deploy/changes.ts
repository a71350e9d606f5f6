import type { TableMetadata } from '@google-cloud/bigquery';
import { DeploymentError, NewerWarehouseError } from '../../../errors.ts';
import type { View } from '../../../ports/warehouse.ts';
import { columnsOf, typeOfColumn, type TableColumn } from '../../../schema/columns.ts';
import { TABLES, type TableName } from '../../../schema/tables.ts';
import { DEFINITION_LABEL, definitionDigest } from '../../../views/statements.ts';
import type { FoundField, FoundTable } from './found.ts';

/** What has to be changed about a table or view that is there. */
export interface TableChange<Column> {
  /** Columns that it lacks. */
  readonly added: readonly Column[];
  /** What a request has to set; empty if there is nothing. */
  readonly metadata: TableMetadata;
  /** Parts of a sentence that tell the changes, for people. */
  readonly reasons: readonly string[];
}

/** Returns the metadata with which a raw table is created. */
export function rawTableMetadata(table: TableName): TableMetadata {
  const { description, time_partitioning, require_partition_filter, clustering } = TABLES[table];
  return {
    description,
    schema: { fields: columnsOf(table).map((column) => ({ ...column })) },
    timePartitioning: { ...time_partitioning },
    requirePartitionFilter: require_partition_filter,
    clustering: { fields: [...clustering] },
  };
}

/**
 * Compares a raw table with its schema file. A required column may be there without being required: BigQuery adds no required
 * columns to a table.
 *
 * @param name for messages
 * @throws NewerWarehouseError if the table has a column that this version does not know
 * @throws DeploymentError for a difference that cannot be changed
 */
export function rawTableChange(
  table: TableName,
  found: FoundTable,
  name: string,
): TableChange<TableColumn> {
  refuseOthers(table, found, name);
  const { description, require_partition_filter, clustering } = TABLES[table];
  const there = new Set(found.schema.fields.map((field) => field.name));
  const added = columnsOf(table).filter((column) => !there.has(column.name));
  const metadata: TableMetadata = {};
  const reasons: string[] = [];
  if (added.length > 0) reasons.push(`adds the columns ${names(added)}`);
  const fields = describedFields(found.schema.fields, descriptionsOf(columnsOf(table)));
  const relaxed = fields.map((field) => relax(field, columnsOf(table)));
  if (added.length > 0 || isChanged(found.schema.fields, relaxed)) {
    metadata.schema = { fields: [...relaxed, ...added.map(nullable)] };
    if (isChanged(found.schema.fields, relaxed)) reasons.push('describes columns');
  }
  if (found.description !== description) {
    metadata.description = description;
    reasons.push('describes the table');
  }
  // Services that do not tell it are believed.
  if ((found.requirePartitionFilter ?? true) !== require_partition_filter) {
    metadata.requirePartitionFilter = require_partition_filter;
    reasons.push(`sets require_partition_filter to ${String(require_partition_filter)}`);
  }
  if (found.clustering?.fields.join() !== clustering.join()) {
    metadata.clustering = { fields: [...clustering] };
    reasons.push(`clusters by ${clustering.join(', ')}`);
  }
  return { added, metadata, reasons };
}

/** Compares the descriptions and labels of a view or roll-up with its metadata. The query is not compared. */
export function viewChange(view: View, found: FoundTable): TableChange<never> {
  const { description = '', columns = {} } = view;
  const metadata: TableMetadata = {};
  const reasons: string[] = [];
  if (description !== '' && found.description !== description) {
    metadata.description = description;
    reasons.push('describes it');
  }
  const fields = describedFields(found.schema.fields, new Map(Object.entries(columns)));
  if (isChanged(found.schema.fields, fields)) {
    metadata.schema = { fields: [...fields] };
    reasons.push('describes columns');
  }
  if (!hasDigest(view, found)) {
    metadata.labels = { ...found.labels, [DEFINITION_LABEL]: definitionDigest(view) };
    reasons.push('has another definition');
  }
  return { added: [], metadata, reasons };
}

/** Returns whether a view or roll-up is labelled with the digest of a definition. */
export function hasDigest(view: View, { labels }: Pick<FoundTable, 'labels'>): boolean {
  return labels[DEFINITION_LABEL] === definitionDigest(view);
}

/** Returns whether a view has a query, apart from white space; a service that does not tell the query is believed. */
export function hasQuery(sql: string, { view }: FoundTable): boolean {
  return view === undefined || withoutSpace(view.query) === withoutSpace(sql);
}

function withoutSpace(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').trim();
}

/**
 * Compares the columns of a roll-up's table with those that its query returns.
 *
 * @returns the columns that the table lacks, or `undefined` if others differ
 */
export function addedFields(
  found: readonly FoundField[],
  wanted: readonly FoundField[],
): readonly FoundField[] | undefined {
  const byName = new Map(wanted.map((field) => [field.name, field]));
  const isKept = found.every((field) => {
    const other = byName.get(field.name);
    return other?.type === field.type && isRepeated(other) === isRepeated(field);
  });
  const there = new Set(found.map(({ name }) => name));
  const added = wanted.filter(({ name }) => !there.has(name));
  return isKept && added.every(({ type }) => type !== 'STRUCT') ? added : undefined;
}

function refuseOthers(table: TableName, found: FoundTable, name: string): void {
  const known = new Map(columnsOf(table).map((column) => [column.name, column]));
  const unknown = found.schema.fields.find((field) => !known.has(field.name));
  if (unknown !== undefined) {
    throw new NewerWarehouseError(
      `cannot deploy: a newer version of ci-signal has written the warehouse, as ${name} has the column ${unknown.name}, ` +
        'which this version does not know; nothing was changed. Use the newer version',
    );
  }
  for (const field of found.schema.fields) {
    const column = known.get(field.name);
    const isSame = field.type === column?.type && isRepeated(field) === isRepeated(column);
    if (isSame || column === undefined) continue;
    throw new DeploymentError(
      `cannot deploy: the column ${field.name} of ${name} is ${typeOfColumn(field)}, and this version needs ` +
        `${typeOfColumn(column)}. A deployment changes no types: copy the rows into a new table`,
    );
  }
  const { field } = TABLES[table].time_partitioning;
  if (found.timePartitioning?.field === field) return;
  throw new DeploymentError(
    `cannot deploy: ${name} is partitioned by ${found.timePartitioning?.field ?? 'nothing'}, and this version needs ${field}. ` +
      'BigQuery cannot change that: copy the rows into a new table',
  );
}

function describedFields(
  fields: readonly FoundField[],
  descriptions: ReadonlyMap<string, string>,
): readonly FoundField[] {
  return fields.map((field) => ({
    ...field,
    description: descriptions.get(field.name) ?? field.description,
  }));
}

/** Returns a column that need not be required any more if its schema file says so. */
function relax(field: FoundField, columns: readonly TableColumn[]): FoundField {
  const isRelaxed =
    field.mode === 'REQUIRED' &&
    columns.some(({ name, mode }) => name === field.name && mode === 'NULLABLE');
  return isRelaxed ? { ...field, mode: 'NULLABLE' } : field;
}

function nullable(column: TableColumn): TableColumn {
  return { ...column, mode: column.mode === 'REQUIRED' ? 'NULLABLE' : column.mode };
}

function isChanged(before: readonly FoundField[], after: readonly FoundField[]): boolean {
  return after.some(
    ({ description, mode }, index) =>
      before[index]?.description !== description || before[index].mode !== mode,
  );
}

function isRepeated({ mode }: { readonly mode: string }): boolean {
  return mode === 'REPEATED';
}

function descriptionsOf(columns: readonly TableColumn[]): ReadonlyMap<string, string> {
  return new Map(columns.map(({ name, description }) => [name, description]));
}

function names(columns: readonly TableColumn[]): string {
  return columns.map(({ name }) => name).join(', ');
}
