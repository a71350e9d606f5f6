import type { DuckDBConnection } from '@duckdb/node-api';
import type { DeploymentStep, View } from '../../ports/warehouse.ts';
import { columnsOf } from '../../schema/columns.ts';
import { TABLE_NAMES, type TableName } from '../../schema/tables.ts';
import { kindOfView } from '../../views/layers.ts';
import { isDeployed } from './dataset.ts';
import type { ColumnsByTable } from './columns.ts';

/** Returns the steps of a deployment: raw tables one by one, and all views and roll-ups again if one of them differs. */
export async function planDeployment(
  connection: DuckDBConnection,
  columns: ColumnsByTable,
  views: readonly View[],
): Promise<readonly DeploymentStep[]> {
  const ofTables = TABLE_NAMES.map((table) => rawTableStep(table, columns.get(table) ?? []));
  const isUnchanged = await isDeployed(connection, views);
  const existing = await existingViews(connection);
  const ofViews = views.map((view): DeploymentStep => {
    const kind = kindOfView(view);
    const name = `ci.${view.name}`;
    if (isUnchanged) return { action: 'unchanged', kind, name, reason: '' };
    if (!existing.has(view.name)) return { action: 'create', kind, name, reason: 'is missing' };
    return { action: 'replace', kind, name, reason: 'is made again with all others' };
  });
  return [...ofTables, ...ofViews];
}

function rawTableStep(table: TableName, existing: readonly string[]): DeploymentStep {
  const [kind, name] = ['table', `ci_raw.${table}`] as const;
  if (existing.length === 0) return { action: 'create', kind, name, reason: 'is missing' };
  const columns = columnsOf(table).map((column) => column.name);
  if (existing.join() === columns.join()) return { action: 'unchanged', kind, name, reason: '' };
  const added = columns.filter((column) => !existing.includes(column));
  const reason = added.length === 0 ? 'orders columns' : `adds the columns ${added.join(', ')}`;
  return { action: 'alter', kind, name, reason };
}

async function existingViews(connection: DuckDBConnection): Promise<ReadonlySet<string>> {
  const reader = await connection.runAndReadAll(
    `FROM duckdb_tables() SELECT table_name WHERE database_name = 'warehouse' AND schema_name = 'ci'
     UNION ALL FROM duckdb_views() SELECT view_name WHERE database_name = 'warehouse' AND schema_name = 'ci'`,
  );
  return new Set(reader.getRows().map(([name]) => String(name)));
}
