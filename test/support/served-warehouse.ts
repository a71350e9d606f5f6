import { refresh } from '../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { buildsRow } from '../contracts/warehouse-rows.ts';
import { FakeBigQuery } from './fake-bigquery.ts';

/** Returns a warehouse with one build of the job `e2e-shop` and fresh roll-ups, and the service by which a process reads it. */
export async function serveWarehouse() {
  const warehouse = await DuckDbWarehouse.open(':memory:');
  const views = readViews();
  await warehouse.deploy(views);
  await warehouse.append('builds', [buildsRow({ job: 'e2e-shop' })]);
  await refresh({ warehouse, views });
  return { warehouse, views, bigQuery: await FakeBigQuery.start(warehouse) };
}
