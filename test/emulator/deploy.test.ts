import { BigQuery } from '@google-cloud/bigquery';
import { PassThroughClient } from 'google-auth-library';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import type { DeploymentStep, Warehouse } from '../../shared/ports/warehouse.ts';
import { TABLES } from '../../shared/schema/tables.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { BUILD_DATE, buildsRow } from '../contracts/warehouse-rows.ts';
import { PROJECT_ID, startBigQuery, type BigQueryEmulator } from './emulators.ts';

/** Some views: the emulator takes long to create those that read many others. */
const VIEWS = neededViews(['build_readings'], readViews());

/** Columns that the table of the older version does not have. */
const NEW_COLUMNS = ['pulls', 'repo_commit'];

let emulator: BigQueryEmulator;
let warehouse: Warehouse;

beforeAll(async () => {
  emulator = await startBigQuery();
  warehouse = createBigQueryWarehouse({ projectId: PROJECT_ID, ...emulator });
});
afterAll(async () => {
  await warehouse.close();
  await emulator.close();
});

function changing(steps: readonly DeploymentStep[]): readonly string[] {
  const changes = steps.filter(({ action }) => action !== 'unchanged');
  return changes.map(({ action, name, reason }) => `${action} ${name}: ${reason}`);
}

test('a table of an older version gets its new columns, and the rest is created', async () => {
  await createOlderTable();
  const steps = changing(await warehouse.deploy(VIEWS, { location: 'EU' }));
  expect(steps).toContain(`alter ci_raw.builds: adds the columns ${NEW_COLUMNS.join(', ')}`);
  expect(steps).toContain('create ci.build_readings: is missing');
});

test('a second deployment changes nothing', async () => {
  expect(changing(await warehouse.deploy(VIEWS))).toEqual([]);
});

test('a row is found through a deployed view, with the new columns', async () => {
  const values = { pulls: [{ number: 1 }], repo_commit: 'abc' };
  await warehouse.append('builds', [buildsRow(values)]);
  const { rows } = await warehouse.query(
    `SELECT pulls, repo_commit FROM builds WHERE build_date = '${BUILD_DATE}'`,
  );
  expect(rows).toEqual([values]);
});

async function createOlderTable(): Promise<void> {
  const { apiEndpoint } = emulator;
  const authClient = new PassThroughClient();
  const client = new BigQuery({ projectId: PROJECT_ID, apiEndpoint, authClient });
  const { schema, description, time_partitioning, clustering } = TABLES.builds;
  await client.createDataset('ci_raw', { location: 'EU' });
  await client.dataset('ci_raw').createTable('builds', {
    description,
    schema: { fields: schema.filter(({ name }) => !NEW_COLUMNS.includes(name)) },
    timePartitioning: time_partitioning,
    clustering: { fields: [...clustering] },
  });
}
