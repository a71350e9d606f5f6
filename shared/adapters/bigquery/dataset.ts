import type { BigQuery, TableMetadata } from '@google-cloud/bigquery';
import { columnsOf } from '../../schema/columns.ts';
import { TABLES, type TableName } from '../../schema/tables.ts';

const ALREADY_EXISTS = 409;

/** Creates a dataset and the given tables in it, as far as they do not exist. */
export async function createBigQueryDataset(
  client: BigQuery,
  datasetId: string,
  tables: readonly TableName[],
): Promise<void> {
  await client.createDataset(datasetId).catch(ignoreExisting);
  const dataset = client.dataset(datasetId);
  await Promise.all(
    tables.map((table) => dataset.createTable(table, tableMetadata(table)).catch(ignoreExisting)),
  );
}

function tableMetadata(table: TableName): TableMetadata {
  const { description, time_partitioning, require_partition_filter, clustering } = TABLES[table];
  return {
    description,
    schema: { fields: columnsOf(table).map((column) => ({ ...column })) },
    timePartitioning: { ...time_partitioning },
    requirePartitionFilter: require_partition_filter,
    clustering: { fields: [...clustering] },
  };
}

function ignoreExisting(error: unknown): void {
  const exists = error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS;
  if (!exists) throw error;
}
