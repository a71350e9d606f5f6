import { z } from 'zod';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import type { StoredColumn, StoredTable } from '../pruning/catalog.ts';

/** Bytes per build of a history, by table (with its dataset) and column. */
export type Sizes = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Expressions for the bytes of one value, as BigQuery counts them
 * (cloud.google.com/bigquery/docs/reference/standard-sql/data-types, "Data type sizes"): a STRING has 2 bytes and its
 * UTF-8, JSON its text, NULL nothing. Arrays contain strings here; the 2 bytes of each element are about as many as the quotes
 * and commas in its JSON.
 */
const SIZES: Readonly<Record<string, (column: string) => string>> = {
  INT64: () => '8',
  FLOAT64: () => '8',
  DATE: () => '8',
  TIMESTAMP: () => '8',
  BOOL: () => '1',
  STRING: (column) => `2 + ${bytesOf(column)}`,
  JSON: (column) => bytesOf(`TO_JSON_STRING(${column})`),
  ARRAY: (column) => bytesOf(`TO_JSON_STRING(${column})`),
};

/** Measures all rows of a warehouse and divides their bytes by the number of builds. */
export async function measureSizes(
  warehouse: Warehouse,
  tables: readonly StoredTable[],
): Promise<Sizes> {
  const { rows } = await warehouse.query('SELECT COUNT(*) AS builds FROM ci.build_daily');
  const builds = z.number().positive().parse(rows[0]?.['builds']);
  const sizes = new Map<string, ReadonlyMap<string, number>>();
  for (const { name, columns } of tables) {
    const result = await warehouse.query(`SELECT ${columns.map(sumOf).join(', ')} FROM ${name}`);
    // Without rows a sum is NULL; sums beyond 2^53 are strings.
    const sums = z.record(z.string(), z.coerce.number()).parse(result.rows[0]);
    const share = name === 'ci_raw.builds' ? (await readingsOf(warehouse)) / builds : 1 / builds;
    sizes.set(name, new Map(Object.entries(sums).map(([column, sum]) => [column, sum * share])));
  }
  return sizes;
}

/**
 * Returns the number of rows of `ci_raw.builds` per build in production, where a build is read again whenever one of its
 * files arrives. Here it was read once.
 */
async function readingsOf(warehouse: Warehouse): Promise<number> {
  const { rows } = await warehouse.query(
    `SELECT (SELECT SUM(builds_rows) FROM ci_raw.ingested_objects) / (SELECT COUNT(*) FROM ci_raw.builds) AS readings`,
  );
  return z.number().min(1).parse(rows[0]?.['readings']);
}

/** Uses a function of DuckDB, as its cast from text to bytes interprets escapes. */
function bytesOf(text: string): string {
  return `STRLEN(${text})`;
}

function sumOf({ name, type }: StoredColumn): string {
  const size = SIZES[type];
  if (size === undefined)
    throw new Error(`the size of ${type} is not known; add it to test/views/bytes/sizes.ts`);
  return `SUM(IF(${name} IS NULL, 0, ${size(name)})) AS ${name}`;
}
