import type { BigQuery, TableMetadata } from '@google-cloud/bigquery';
import { TABLES, type TableName } from '../../schema/tables.ts';

export type ColumnType = 'STRING' | 'INT64' | 'FLOAT64' | 'BOOL' | 'DATE' | 'TIMESTAMP' | 'JSON';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly mode: 'REQUIRED' | 'NULLABLE' | 'REPEATED';
  readonly description: string;
}

const ALREADY_EXISTS = 409;

/** A word of dataset `ci_raw` or `ci` in front of a dot (group 2), past strings and comments (no group). */
const DATASET =
  /r?"""[^]*?"""|r?'''[^]*?'''|r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*'|--[^\n]*|#[^\n]*|\/\*[^]*?\*\/|(?<![\w.@`-])(`?)(ci_raw|ci)(?=`?\s*\.)/g;

export function columnsOf(table: TableName): readonly Column[] {
  return TABLES[table].schema;
}

/** What BigQuery is told of a raw table when it is made. */
export function tableMetadata(table: TableName): TableMetadata {
  const { description, time_partitioning, require_partition_filter, clustering } = TABLES[table];
  return {
    description,
    schema: { fields: columnsOf(table).map((column) => ({ ...column })) },
    timePartitioning: { ...time_partitioning },
    requirePartitionFilter: require_partition_filter,
    clustering: { fields: [...clustering] },
  };
}

/** Puts the prefix in front of the datasets that a statement names. */
export function prefixDatasets(sql: string, prefix: string): string {
  if (prefix === '') return sql;
  return sql.replaceAll(DATASET, (token, quote?: string, dataset?: string) =>
    dataset === undefined ? token : `${quote ?? ''}${prefix}${dataset}`,
  );
}

/** Makes a dataset and the named tables in it, as far as they are missing. */
export async function createDataset(
  client: BigQuery,
  datasetId: string,
  tables: readonly TableName[],
): Promise<void> {
  await client.createDataset(datasetId).catch(unlessThere);
  const dataset = client.dataset(datasetId);
  await Promise.all(
    tables.map((table) => dataset.createTable(table, tableMetadata(table)).catch(unlessThere)),
  );
}

function unlessThere(error: unknown): void {
  const isThere = error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS;
  if (!isThere) throw error;
}
