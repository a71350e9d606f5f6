import { z } from 'zod';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import type { StoredColumn, StoredTable } from '../pruning/catalog.ts';

/** Bytes for each build of a history: by table with its dataset, and column. */
export type Sizes = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Bytes of one value, as BigQuery counts them (cloud.google.com/bigquery/docs/reference/standard-sql/data-types,
 * "Data type sizes"): a STRING is its UTF-8 and two more, JSON its text, NULL nothing. Arrays are of strings here,
 * and their elements' two bytes are about the quotes and commas of their JSON.
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

/** Measures all rows that a history left in a warehouse, and shares them out among its builds. */
export async function measureSizes(
  warehouse: Warehouse,
  tables: readonly StoredTable[],
): Promise<Sizes> {
  const { rows } = await warehouse.query('SELECT COUNT(*) AS builds FROM ci.build_daily');
  const builds = z.number().positive().parse(rows[0]?.['builds']);
  const sizes = new Map<string, ReadonlyMap<string, number>>();
  for (const { name, columns } of tables) {
    const result = await warehouse.query(`SELECT ${columns.map(sumOf).join(', ')} FROM ${name}`);
    // The sum of no rows is NULL; sums beyond 2^53 would be strings.
    const sums = z.record(z.string(), z.coerce.number()).parse(result.rows[0]);
    const share = name === 'ci_raw.builds' ? (await readingsOf(warehouse)) / builds : 1 / builds;
    sizes.set(name, new Map(Object.entries(sums).map(([column, sum]) => [column, sum * share])));
  }
  return sizes;
}

/** Rows that each row of builds stands for: live, a build is read whenever one of its files arrives; here all at once. */
async function readingsOf(warehouse: Warehouse): Promise<number> {
  const { rows } = await warehouse.query(
    `SELECT (SELECT SUM(builds_rows) FROM ci_raw.ingested_objects) / (SELECT COUNT(*) FROM ci_raw.builds) AS readings`,
  );
  return z.number().min(1).parse(rows[0]?.['readings']);
}

/** DuckDB's own function: there, text cast to bytes is read as if it had escapes in it. */
function bytesOf(text: string): string {
  return `STRLEN(${text})`;
}

function sumOf({ name, type }: StoredColumn): string {
  const size = SIZES[type];
  if (size === undefined) throw new Error(`The size of ${type} is not known.`);
  return `SUM(IF(${name} IS NULL, 0, ${size(name)})) AS ${name}`;
}
