import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { readPolicies } from '../../../shared/config/policies.ts';
import { refresh } from '../../../functions/refresh/handler.ts';
import { figure, type Figure } from '../figure.ts';
import { insertInto } from '../history.ts';
import { expectedNumbers, ledgerQuery } from './made-bucket.ts';

const VIEWS = readViews();
const PROCESS = fileURLToPath(new URL('compare-process.ts', import.meta.url));
/** Memory of DuckDB; the ledger of 10 million objects is larger. */
const DUCKDB_MEMORY_LIMIT = '400MB';
/** Files of a build times the jobs of the made-up bucket. */
const OBJECTS_OF_ROUND = 300;

const schema = z.object({
  seconds: z.number(),
  peakMegabytes: z.number(),
  /** Objects by their state. */
  found: z.record(z.string(), z.number()),
  /** Objects of the ledger that the bucket does not have. */
  deleted: z.number(),
  /** Objects that were found in another state than they are in. */
  wrong: z.number(),
  /** The greatest number of rows that a query returned. */
  mostRows: z.number(),
});

/** What a comparison of a bucket took, and what it found. */
export type Comparison = z.infer<typeof schema>;

/**
 * Measures the comparison of a bucket with the ledger of a DuckDB file, beside the same listing without a ledger. The bucket is
 * made up while it is listed.
 *
 * @param wanted number of objects, at least
 * @throws Error unless the objects that are missing, stale and gone are found, all of them and no others
 */
export async function* measureReconcile(wanted: number): AsyncGenerator<Figure> {
  const objects = OBJECTS_OF_ROUND * Math.ceil(wanted / OBJECTS_OF_ROUND);
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
  const file = join(folder, 'w.duckdb');
  try {
    await withWarehouse(file, () => Promise.resolve());
    await insertInto(file, 'ingested_objects', ledgerQuery(objects, readPolicies()));
    // As reconcile finds it: the roll-ups tell that no rows are missing.
    await withWarehouse(file, (warehouse) => refresh({ warehouse, views: VIEWS }));
    const today = await compare(objects, file);
    checkFound(today, objects);
    const alone = await compare(objects);
    yield figure({ name: 'comparison', today: today.seconds, reference: alone.seconds, unit: 's' });
    yield figure({
      name: 'comparison, peak memory',
      today: today.peakMegabytes,
      reference: alone.peakMegabytes,
      unit: 'MB',
    });
    yield figure({
      name: 'rows of the ledger at once',
      today: today.mostRows,
      reference: objects,
      unit: '',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function withWarehouse(
  file: string,
  use: (warehouse: DuckDbWarehouse) => Promise<unknown>,
): Promise<void> {
  const warehouse = await DuckDbWarehouse.open(file);
  await warehouse.deploy(VIEWS);
  await use(warehouse);
  await warehouse.close();
}

async function compare(objects: number, file?: string): Promise<Comparison> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [PROCESS, String(objects), ...(file === undefined ? [] : [file])],
    { env: { ...process.env, DUCKDB_MEMORY_LIMIT } },
  );
  return schema.parse(JSON.parse(stdout));
}

function checkFound({ found, deleted, wrong }: Comparison, objects: number): void {
  const { missing = 0, stale = 0, complete = 0 } = found;
  const expected = expectedNumbers(objects);
  const isAsExpected =
    wrong === 0 &&
    missing === expected.missing &&
    stale === expected.stale &&
    deleted === expected.deleted &&
    complete === objects - missing - stale;
  if (isAsExpected) return;
  const numbers = JSON.stringify({ found, deleted, wrong, expected });
  throw new Error(`the comparison did not find what is missing, stale and gone: ${numbers}`);
}
