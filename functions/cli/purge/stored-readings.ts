import { z } from 'zod';
import type { WarehouseReader } from '../../../shared/ports/warehouse.ts';
import { KINDS_WITHOUT_OBJECT } from '../../../shared/rows/ledger-row.ts';
import { dateLiteral, stringLiteral } from '../../../shared/schema/googlesql-literal.ts';
import { ROW_TABLES } from '../../../shared/schema/row-tables.ts';
import type { TableName } from '../../../shared/schema/tables.ts';
import { conditionsOf, hasSelected, type PurgeSelection } from './purge-selection.ts';

/** Rows of one table that one reading of an object gave, or that withdraw one. */
export interface StoredReading {
  readonly table: TableName;
  readonly bucket: string;
  readonly name: string;
  readonly generation: bigint;
  readonly parserVersion: number;
  readonly job: string | null;
  readonly buildId: string | null;
  readonly buildPath: string | null;
  /** Kind of the object; only rows of the ledger have it. */
  readonly kind: string | null;
  readonly buildGeneration: bigint | null;
  readonly newestFileGeneration: bigint | null;
  /** Whether the rows withdraw the reading. */
  readonly isTombstone: boolean;
  readonly rows: number;
}

/** The raw tables with readings: the ledger and those that artifacts become rows of. */
export const TABLES_OF_READINGS: readonly TableName[] = ['ingested_objects', ...ROW_TABLES];

const bigintSchema = z.string().transform(BigInt);

const readingSchema = z
  .object({
    table_name: z.string().transform((name) => z.enum(TABLES_OF_READINGS).parse(name)),
    bucket: z.string(),
    object_name: z.string(),
    generation: bigintSchema,
    parser_version: z.number(),
    job: z.string().nullable(),
    build_id: z.string().nullable(),
    build_path: z.string().nullable(),
    kind: z.string().nullable(),
    build_generation: bigintSchema.nullable(),
    newest_file_generation: bigintSchema.nullable(),
    is_tombstone: z.boolean(),
    stored_rows: z.number(),
  })
  .transform((row): StoredReading => {
    return {
      table: row.table_name,
      bucket: row.bucket,
      name: row.object_name,
      generation: row.generation,
      parserVersion: row.parser_version,
      job: row.job,
      buildId: row.build_id,
      buildPath: row.build_path,
      kind: row.kind,
      buildGeneration: row.build_generation,
      newestFileGeneration: row.newest_file_generation,
      isTombstone: row.is_tombstone,
      rows: row.stored_rows,
    };
  });

/**
 * Returns the dates under which selected rows stand. Without a date, the ledger and the roll-up of builds are asked, of one
 * bucket only.
 */
export async function datesOf(
  warehouse: WarehouseReader,
  selection: PurgeSelection,
): Promise<readonly string[]> {
  const { date, bucket = '', folder } = selection;
  if (date !== undefined) return [date];
  // The object name is what the ledger is clustered by.
  const { rows } = await warehouse.query(
    `SELECT DISTINCT build_date FROM ci_raw.ingested_objects
     WHERE build_date >= DATE '1970-01-01' AND ${conditionsOf({ ...selection, generation: undefined, parserVersion: undefined }).join(' AND ')}
     UNION DISTINCT
     SELECT build_date FROM build_readings
     WHERE bucket = ${stringLiteral(bucket)}${folder === undefined ? '' : ` AND STARTS_WITH(build_path, ${stringLiteral(folder)})`}
     ORDER BY build_date`,
  );
  return rows.map((row) => z.string().parse(row['build_date']));
}

/** Returns the selected readings of one date. Only the partitions of that date are read. */
export async function readStored(
  warehouse: WarehouseReader,
  selection: PurgeSelection,
  date: string,
): Promise<readonly StoredReading[]> {
  const parts = TABLES_OF_READINGS.filter((table) => hasSelected(table, selection)).map(
    (table) =>
      `SELECT
         '${table}' AS table_name, bucket, object_name, CAST(generation AS STRING) AS generation, parser_version,
         ${COLUMNS[table] ?? ARTIFACT_COLUMNS}, ${tombstoneOf(table)} AS is_tombstone, COUNT(*) AS stored_rows
       FROM ci_raw.${table}
       WHERE ${[`build_date = ${dateLiteral(date)}`, ...storedConditions(table, selection)].join(' AND ')}
       GROUP BY ALL`,
  );
  const { rows } = await warehouse.query(parts.join('\nUNION ALL\n'));
  return rows.map((row) => readingSchema.parse(row));
}

/** Returns conditions for the selected rows of a table, without those that are not about objects. */
export function storedConditions(table: TableName, selection: PurgeSelection): readonly string[] {
  if (table !== 'ingested_objects') return conditionsOf(selection);
  const kinds = KINDS_WITHOUT_OBJECT.map(stringLiteral).join(', ');
  return [...conditionsOf(selection), `kind NOT IN (${kinds})`];
}

/** Returns a condition for rows that withdraw readings; other tables than these have none. */
export function tombstoneOf(table: TableName): string {
  if (table === 'version_markers') return 'COALESCE(is_withdrawn, FALSE)';
  return table === 'builds' || table === 'ingested_objects' ? "outcome = 'withdrawn'" : 'FALSE';
}

const NO_KIND =
  'CAST(NULL AS STRING) AS kind, CAST(NULL AS STRING) AS build_generation, CAST(NULL AS STRING) AS newest_file_generation';

/** Columns of tables whose rows come from artifacts of builds. */
const ARTIFACT_COLUMNS = `job, build_id, build_path, ${NO_KIND}`;

const COLUMNS: Readonly<Partial<Record<TableName, string>>> = {
  ingested_objects: `job, build_id, build_path, kind, CAST(build_generation AS STRING) AS build_generation,
    CAST(NULL AS STRING) AS newest_file_generation`,
  builds: `job, build_id, object_name AS build_path, CAST(NULL AS STRING) AS kind, CAST(NULL AS STRING) AS build_generation,
    CAST(newest_file_generation AS STRING) AS newest_file_generation`,
  version_markers: `CAST(NULL AS STRING) AS job, CAST(NULL AS STRING) AS build_id, CAST(NULL AS STRING) AS build_path, ${NO_KIND}`,
};
