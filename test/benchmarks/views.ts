/**
 * How long every view takes in DuckDB, as a multiple of a plain scan of the raw columns it could be made from:
 * `node test/benchmarks/views.ts [attempts]`, by default 10 million. Ratios can be compared between
 * machines, times cannot.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refresh } from '../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { TABLES } from '../../shared/schema/tables.ts';
import { makeHistory } from './history.ts';

const VIEWS = readViews();
const [, , wanted = '10000000'] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'views-'));
const path = join(folder, 'ci.duckdb');

async function withWarehouse<T>(use: (warehouse: DuckDbWarehouse) => Promise<T>): Promise<T> {
  const warehouse = await DuckDbWarehouse.open(path);
  try {
    await warehouse.deploy(VIEWS);
    return await use(warehouse);
  } finally {
    await warehouse.close();
  }
}

interface Timing {
  readonly seconds: number;
  readonly rows: unknown;
}

/** Takes the greatest value of every column, so that all values have to be made and read. */
async function readAll(
  warehouse: DuckDbWarehouse,
  relation: string,
  columns: readonly string[],
): Promise<Timing> {
  const greatest = columns.map((column, i) => `MAX(${column}) AS c${i}`);
  const begun = performance.now();
  const { rows } = await warehouse.query(
    `SELECT COUNT(*) AS n, ${greatest.join(', ')} FROM ${relation}`,
  );
  return { seconds: (performance.now() - begun) / 1000, rows: rows[0]?.['n'] };
}

function print(name: string, { seconds, rows }: Timing, scan: number): void {
  const ratio = (seconds / scan).toFixed(1);
  console.log(
    `${name.padEnd(24)} ${seconds.toFixed(2).padStart(7)} s ${ratio.padStart(7)} × ${String(rows)} rows`,
  );
}

try {
  await withWarehouse(() => Promise.resolve());
  const attempts = await makeHistory(path, Number(wanted));
  await withWarehouse(async (warehouse) => {
    const begun = performance.now();
    const dates = await refresh({ warehouse, views: VIEWS });
    const refreshed = (performance.now() - begun) / 1000;
    const names = TABLES.test_attempts.schema.map(({ name }) => name);
    const scan = await readAll(warehouse, 'ci_raw.test_attempts', names);
    console.log(
      `${attempts} attempts; a scan of all their columns takes ${scan.seconds.toFixed(2)} s`,
    );
    print('refresh', { seconds: refreshed, rows: `${dates.length} dates,` }, scan.seconds);
    for (const { name, columns } of VIEWS) {
      print(name, await readAll(warehouse, name, Object.keys(columns)), scan.seconds);
    }
  });
} finally {
  rmSync(folder, { recursive: true });
}
