import type { DuckDBConnection } from '@duckdb/node-api';
import { messageOf, WarehouseUnavailableError } from '../../errors.ts';
import type { DeploymentOptions, DeploymentStep, View } from '../../ports/warehouse.ts';
import { TABLE_NAMES } from '../../schema/tables.ts';
import { datasetStatements } from './dataset.ts';
import { migrate } from './migrate.ts';
import { refuseNewer } from './newer-version.ts';
import { planDeployment } from './plan.ts';
import { readColumns, type ColumnsByTable } from './columns.ts';
import { createTable } from './schema.ts';
import { SEARCH_PATH } from './search-path.ts';
import { Templates } from './template.ts';

/** Statements that create the raw tables that do not exist, and the datasets. */
const TABLE_STATEMENTS = [
  'CREATE SCHEMA IF NOT EXISTS ci_raw',
  ...TABLE_NAMES.map(createTable),
  'CREATE SCHEMA IF NOT EXISTS ci',
];

/** A warehouse file that is attached to a connection. */
export interface AttachedFile {
  readonly connection: DuckDBConnection;
  readonly path: string;
}

/**
 * Brings the raw tables, roll-ups and views of a file up to date, and returns the steps.
 *
 * @throws NewerWarehouseError if a newer version of ci-signal has written the file
 * @throws WarehouseUnavailableError if a table or view cannot be created or converted
 */
export async function deployDataset(
  { connection, path }: AttachedFile,
  views: readonly View[],
  { isDryRun = false, onStep = () => undefined }: DeploymentOptions,
): Promise<readonly DeploymentStep[]> {
  const existing = await readColumns(connection, 'ci_raw');
  refuseNewer(existing, path);
  const steps = await planDeployment(connection, existing, views);
  if (isDryRun) return steps;
  const changes = steps.filter(({ action }) => action !== 'unchanged');
  changes.forEach(onStep);
  // Without views, dataset `ci` is made anew each time: there is nothing to tell by whether it is right.
  const hasNewViews = views.length === 0 || changes.some(({ kind }) => kind !== 'table');
  if (await isEmpty(connection, existing)) await createDataset(connection, views);
  else if (changes.length > 0 || hasNewViews) {
    await migrateTables(connection, existing);
    const statements = hasNewViews ? await datasetStatements(views) : [];
    await runAll(connection, [...TABLE_STATEMENTS, SEARCH_PATH, ...statements]);
  }
  await runAll(connection, [SEARCH_PATH]);
  return steps;
}

/** Returns whether a file has no tables at all. */
async function isEmpty(connection: DuckDBConnection, existing: ColumnsByTable): Promise<boolean> {
  if (existing.size > 0) return false;
  const result = await connection.runAndReadAll(
    "SELECT 1 FROM duckdb_tables() WHERE database_name = 'warehouse' LIMIT 1",
  );
  return result.currentRowCount === 0;
}

async function createDataset(connection: DuckDBConnection, views: readonly View[]): Promise<void> {
  const statements = [...TABLE_STATEMENTS, SEARCH_PATH, ...(await datasetStatements(views))];
  const templates = new Templates();
  if (await templates.copyTo(connection, 'warehouse', statements)) return;
  await runAll(connection, statements);
  await templates.keep(connection, 'warehouse', statements);
}

async function migrateTables(
  connection: DuckDBConnection,
  existing: ColumnsByTable,
): Promise<void> {
  for (const table of TABLE_NAMES) {
    try {
      await migrate(connection, table, existing.get(table) ?? []);
    } catch (error) {
      throw new WarehouseUnavailableError(
        `cannot convert the table ${table} of another version of ci-signal: ${messageOf(error)}; ` +
          'ingest the bucket into a new warehouse file',
        { cause: error },
      );
    }
  }
}

async function runAll(connection: DuckDBConnection, statements: readonly string[]): Promise<void> {
  for (const statement of statements) {
    try {
      await connection.run(statement);
    } catch (error) {
      throw new WarehouseUnavailableError(
        `cannot run a statement: ${messageOf(error)}, in: ${statement}`,
        { cause: error },
      );
    }
  }
}
