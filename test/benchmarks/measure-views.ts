import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refresh } from '../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { TABLES } from '../../shared/schema/tables.ts';
import { makeHistory } from './history.ts';

const VIEWS = readViews();

/** The time that one step of the benchmark takes. */
export interface Measurement {
  /** `scan` of all columns of the raw attempts, `refresh` of all roll-ups, or the name of a view. */
  readonly name: string;
  readonly seconds: number;
  /** Rows read; of `refresh`: dates rebuilt. */
  readonly rows: number;
}

/**
 * Measures a scan of the raw attempts, the refresh, and every view, in this order, on a made-up history in DuckDB.
 *
 * @param attempts number of attempts in the history, at least
 */
export async function* measureViews(attempts: number): AsyncGenerator<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'views-'));
  const path = join(folder, 'ci.duckdb');
  try {
    await (await openWarehouse(path)).close();
    await makeHistory(path, attempts);
    const warehouse = await openWarehouse(path);
    try {
      yield* measureAll(warehouse);
    } finally {
      await warehouse.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function openWarehouse(path: string): Promise<DuckDbWarehouse> {
  const warehouse = await DuckDbWarehouse.open(path);
  await warehouse.deploy(VIEWS);
  return warehouse;
}

async function* measureAll(warehouse: DuckDbWarehouse): AsyncGenerator<Measurement> {
  yield await scanAttempts(warehouse);
  const begun = performance.now();
  const dates = await refresh({ warehouse, views: VIEWS });
  yield { name: 'refresh', seconds: secondsSince(begun), rows: dates.length };
  for (const { name, columns } of VIEWS) {
    yield await readAll(warehouse, name, Object.keys(columns));
  }
}

/** Measures a scan of all columns of the raw attempts. */
export async function scanAttempts(warehouse: DuckDbWarehouse): Promise<Measurement> {
  const names = TABLES.test_attempts.schema.map(({ name }) => name);
  return { ...(await readAll(warehouse, 'ci_raw.test_attempts', names)), name: 'scan' };
}

/** Reads the greatest value of every column, so that the engine has to compute and read all values. */
async function readAll(
  warehouse: DuckDbWarehouse,
  relation: string,
  columns: readonly string[],
): Promise<Measurement> {
  const greatest = columns.map((column, i) => `MAX(${column}) AS c${i}`);
  const begun = performance.now();
  const { rows } = await warehouse.query(
    `SELECT COUNT(*) AS n, ${greatest.join(', ')} FROM ${relation}`,
  );
  return { name: relation, seconds: secondsSince(begun), rows: Number(rows[0]?.['n']) };
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1000;
}
