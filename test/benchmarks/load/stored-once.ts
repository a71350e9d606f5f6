import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { refresh } from '../../../functions/refresh/handler.ts';
import { ROWS_OF_BUILD } from './burst-objects.ts';

/** Rows by which each view tells one from another. */
const KEYS = {
  builds: 'bucket, job, build_id',
  ingested_objects: 'bucket, object_name',
  test_attempts: 'bucket, object_name, ordinal',
  coverage_files: 'bucket, object_name, path',
} as const satisfies Record<keyof typeof ROWS_OF_BUILD, string>;

/** Views that have no rows if nothing is lost. */
const EMPTY = ['incomplete_objects', 'dead_letters'] as const;

/**
 * Checks that the views show every row of every build once.
 *
 * @param path of a DuckDB file that no process has open
 * @throws Error that names all views that do not
 */
export async function checkStoredOnce(path: string, builds: number): Promise<void> {
  const views = readViews();
  const warehouse = await DuckDbWarehouse.open(path);
  try {
    await warehouse.deploy(views);
    await refresh({ warehouse, views });
    const faults = [
      ...(await faultyCounts(warehouse, builds)),
      ...(await faultyStates(warehouse, builds)),
    ];
    if (faults.length > 0) throw new Error(`rows were lost or doubled: ${faults.join('; ')}`);
  } finally {
    await warehouse.close();
  }
}

async function faultyCounts(warehouse: DuckDbWarehouse, builds: number): Promise<string[]> {
  const faults: string[] = [];
  for (const view of Object.keys(KEYS) as (keyof typeof KEYS)[]) {
    const distinct = `(SELECT COUNT(*) FROM (SELECT DISTINCT ${KEYS[view]} FROM ${view}))`;
    const sql = `SELECT COUNT(*) AS stored, ${distinct} AS different FROM ${view}`;
    const [row] = (await warehouse.query(sql)).rows;
    const [stored, different] = [Number(row?.['stored']), Number(row?.['different'])];
    const wanted = builds * ROWS_OF_BUILD[view];
    if (stored !== wanted || different !== wanted) {
      faults.push(`${view} has ${stored} rows, ${different} of them different, not ${wanted}`);
    }
  }
  return faults;
}

async function faultyStates(warehouse: DuckDbWarehouse, builds: number): Promise<string[]> {
  const faults: string[] = [];
  for (const view of EMPTY) {
    const { rows } = await warehouse.query(`SELECT COUNT(*) AS n FROM ${view}`);
    const count = Number(rows[0]?.['n']);
    if (count > 0) faults.push(`${view} has ${count} rows`);
  }
  const wanted = builds * ROWS_OF_BUILD.ingested_objects;
  const sql = "SELECT COUNT(*) AS n FROM ingested_objects WHERE outcome = 'parsed'";
  const parsed = Number((await warehouse.query(sql)).rows[0]?.['n']);
  if (parsed !== wanted) faults.push(`${parsed} objects are parsed, not ${wanted}`);
  return faults;
}
