import { z } from 'zod';
import { KINDS_WITHOUT_OBJECT } from '../../shared/rows/ledger-row.ts';
import { dateLiteral, stringLiteral } from '../../shared/schema/googlesql-literal.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';

/**
 * Rows of the ledger that a query takes, whatever the range: a warehouse that keeps more history than the bucket has many of
 * objects that are gone.
 */
const ROWS_PER_QUERY = 50_000;

/** Kinds of rows that are no readings of objects, as a list of GoogleSQL. */
const OTHER_KINDS = [...KINDS_WITHOUT_OBJECT, 'simulation'].map(stringLiteral).join(', ');

/** The newest reading of an object, which the views show. */
export interface LedgerEntry {
  readonly name: string;
  /** -1 if all readings were withdrawn. */
  readonly generation: string;
  readonly parserVersion: number;
  readonly kind: string;
  readonly job: string | null;
  /** Time at which the object was written, ISO 8601; `null` if it is not known. */
  readonly updatedAt: string | null;
  /** Whether the build of the object counts under another date since the reading, which has to be repeated. */
  readonly isMoved: boolean;
  /** The newest generation that was withdrawn with all before it, and each other one of which a reading was; they are not read. */
  readonly withdrawn: { readonly until: string | null; readonly generations: readonly string[] };
}

/** Objects of a bucket, in the order of a listing. */
export interface NameRange {
  readonly bucket: string;
  readonly prefix: string;
  /** The first name of all ranges; empty for the first name of the bucket. */
  readonly first: string;
  /** The last name before the range; empty if the range begins with `first`. */
  readonly after: string;
  /** The last name of the range; `undefined` for the last one of the bucket. */
  readonly last: string | undefined;
}

/** Rows of an object that are missing. */
export interface MissingOfObject {
  /** Whether the object was read so often that another reading would not help. */
  readonly isGivenUp: boolean;
  readonly reason: string;
}

/** Objects of a bucket, at a generation, and folders of its builds, of which rows are missing that the ledger promises. */
export type IncompleteObjects = ReadonlyMap<string, MissingOfObject>;

export const NONE_INCOMPLETE: IncompleteObjects = new Map();

/** Returns the key of a generation of an object among the incomplete ones; a build has its folder as the key. */
export function incompleteKey(name: string, generation: string): string {
  return `${generation} ${name}`;
}

/** The ledger of readings of objects. */
export interface Ledger {
  /** Returns the newest readings of the objects of a range in the order of their names. */
  entries(range: NameRange): AsyncIterable<LedgerEntry>;

  /** Returns the objects of a bucket of which rows are missing. */
  incomplete(bucket: string): Promise<IncompleteObjects>;
}

const entrySchema = z
  .object({
    name: z.string(),
    generation: z.string(),
    parser_version: z.number(),
    kind: z.string(),
    job: z.string().nullable(),
    updated_at: z.string().nullable(),
    is_moved: z.boolean(),
    withdrawn_until: z.string().nullable(),
    withdrawn_generations: z.string().nullable(),
    is_end: z.boolean(),
  })
  .transform(({ name, generation, kind, job, ...row }) => {
    return {
      ...{ name, generation, kind, job },
      parserVersion: row.parser_version,
      updatedAt: row.updated_at,
      isMoved: row.is_moved,
      withdrawn: {
        until: row.withdrawn_until,
        generations: row.withdrawn_generations?.split(' ') ?? [],
      },
      isEnd: row.is_end,
    };
  });

/** Returns the ledger of a warehouse. */
export function warehouseLedger(warehouse: WarehouseReader, rowsPerQuery = ROWS_PER_QUERY): Ledger {
  return {
    entries: (range) => entries(warehouse, range, rowsPerQuery),
    incomplete: (bucket) => readIncomplete(warehouse, bucket),
  };
}

async function* entries(
  warehouse: WarehouseReader,
  { bucket, prefix, first, last, ...range }: NameRange,
  limit: number,
): AsyncGenerator<LedgerEntry> {
  const sql = entriesSql(last !== undefined, limit);
  let { after } = range;
  for (;;) {
    const bounds = { bucket, prefix, first, after, ...(last !== undefined && { last }) };
    const { rows } = await warehouse.query(sql, bounds);
    let isEnd = true;
    for (const row of rows) {
      const { isEnd: isLastQuery, ...entry } = entrySchema.parse(row);
      isEnd = isLastQuery;
      after = entry.name;
      yield entry;
    }
    if (isEnd) return;
  }
}

/** Returns the condition for rows of the ledger about the objects of a range that follow the name `@after`. */
function rangeCondition(hasLast: boolean): string {
  return `
        build_date >= '1970-01-01' AND bucket = @bucket AND STARTS_WITH(object_name, @prefix)
        AND object_name >= @first AND object_name > @after
        ${hasLast ? 'AND object_name <= @last' : ''}
        AND kind NOT IN (${OTHER_KINDS})`;
}

/**
 * Returns GoogleSQL for the newest readings of some objects: the greatest generation, as read by the newest parser version. Only
 * times of readings under one date are compared, because instances may have different clocks. Withdrawals under any date count.
 * The first rows of the range, by names, decide how far the query goes, so that it holds the readings of no more objects than that.
 */
function entriesSql(hasLast: boolean, limit: number): string {
  const range = rangeCondition(hasLast);
  return `
    WITH part AS (
      SELECT MAX(object_name) AS last_name, COUNT(*) < ${limit} AS is_end
      FROM (SELECT object_name FROM ci_raw.ingested_objects WHERE ${range} ORDER BY object_name LIMIT ${limit})
    ),
    readings AS (
      SELECT
        object_name AS name, generation, parser_version, MAX(kind) AS kind, MAX(job) AS job,
        MAX(updated_at) AS updated_at,
        NOT COALESCE(
          MAX(IF(outcome = 'moved', NULL, ingested_at))
          > COALESCE(MAX(IF(outcome = 'moved', ingested_at, NULL)), TIMESTAMP '1970-01-01'),
          FALSE
        ) AS is_moved,
        LOGICAL_OR(outcome = 'withdrawn') AS is_withdrawn
      FROM ci_raw.ingested_objects
      WHERE ${range} AND object_name <= (SELECT last_name FROM part)
      GROUP BY build_date, object_name, generation, parser_version
    ),
    newest AS (
      SELECT
        *,
        MAX(IF(is_withdrawn AND parser_version = 0, generation, NULL)) OVER (PARTITION BY name) AS withdrawn_until,
        STRING_AGG(IF(is_withdrawn AND parser_version > 0, CAST(generation AS STRING), NULL), ' ') OVER (PARTITION BY name)
          AS withdrawn_generations
      FROM readings WHERE TRUE
      QUALIFY
        ROW_NUMBER() OVER (
          PARTITION BY name
          ORDER BY is_withdrawn, generation DESC, parser_version DESC, is_moved
        ) = 1
    )
    SELECT
      name, CAST(IF(is_withdrawn, -1, generation) AS STRING) AS generation, parser_version, kind, job, updated_at, is_moved,
      CAST(withdrawn_until AS STRING) AS withdrawn_until, withdrawn_generations, part.is_end
    FROM newest CROSS JOIN part ORDER BY name`;
}

const incompleteSchema = z.object({
  is_build: z.boolean(),
  object_name: z.string(),
  generation: z.string(),
  is_given_up: z.boolean(),
  reason: z.string(),
});

/** Dates of which rows were missing at the last refresh, or which have got rows since. */
const DATES = `
  SELECT build_date FROM refreshed_dates WHERE missing_rows > 0
  UNION DISTINCT
  SELECT build_date FROM stale_dates`;

/** Few dates are asked for: most have been counted by the last refresh. */
async function readIncomplete(
  warehouse: WarehouseReader,
  bucket: string,
): Promise<IncompleteObjects> {
  const dates = await warehouse.query(DATES);
  if (dates.rows.length === 0) return NONE_INCOMPLETE;
  const literals = dates.rows.map(({ build_date }) => dateLiteral(z.string().parse(build_date)));
  const { rows } = await warehouse.query(
    `SELECT
       table_name = 'builds' AS is_build, object_name, CAST(generation AS STRING) AS generation,
       LOGICAL_AND(is_given_up) AS is_given_up, MIN(reason) AS reason
     FROM incomplete_objects
     WHERE build_date IN (${literals.join(', ')}) AND bucket = @bucket
     GROUP BY is_build, object_name, generation`,
    { bucket },
  );
  return new Map(
    rows
      .map((row) => incompleteSchema.parse(row))
      .map(({ is_build, object_name, generation, is_given_up: isGivenUp, reason }) => [
        is_build ? object_name : incompleteKey(object_name, generation),
        { isGivenUp, reason },
      ]),
  );
}
