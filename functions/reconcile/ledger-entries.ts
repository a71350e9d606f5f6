import { z } from 'zod';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import { DENIED_GENERATION, DENIED_PARSER_VERSION } from '../../shared/domain/identity.ts';
import { KINDS_WITHOUT_OBJECT } from '../../shared/rows/ledger-row.ts';
import { stringLiteral } from '../../shared/schema/googlesql-literal.ts';
import type { LedgerEntry } from './ledger.ts';

/**
 * Rows of the ledger that a query takes, whatever the range: a warehouse that keeps more history than the bucket has many of
 * objects that are gone.
 */
const ROWS_PER_QUERY = 20_000;

/** Kinds of rows that are no readings of objects, as a list of GoogleSQL. */
const OTHER_KINDS = [...KINDS_WITHOUT_OBJECT, 'simulation'].map(stringLiteral).join(', ');

const entrySchema = z
  .object({
    name: z.string(),
    generation: z.string(),
    parser_version: z.number(),
    kind: z.string(),
    job: z.string().nullable(),
    updated_at: z.string().nullable(),
    is_moved: z.boolean(),
    first_denied_at: z.string().nullable(),
    denied_at: z.string().nullable(),
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
      denied:
        row.first_denied_at === null || row.denied_at === null
          ? null
          : { first: row.first_denied_at, last: row.denied_at },
      withdrawn: {
        until: row.withdrawn_until,
        generations: row.withdrawn_generations?.split(' ') ?? [],
      },
      isEnd: row.is_end,
    };
  });

/** A condition for the column `object_name` in GoogleSQL, and the values of its parameters. */
export interface NameCondition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Input of {@link readEntries}. */
export interface EntriesRequest {
  readonly bucket: string;
  readonly names: NameCondition;
  /** The last name before those that are read; empty for all. */
  readonly after: string;
  readonly rowsPerQuery?: number | undefined;
}

/** Yields the newest readings of the objects of a bucket whose names fulfil a condition, in the order of the names. */
export async function* readEntries(
  warehouse: WarehouseReader,
  { bucket, names, rowsPerQuery = ROWS_PER_QUERY, ...request }: EntriesRequest,
): AsyncGenerator<LedgerEntry> {
  const sql = entriesSql(names.sql, rowsPerQuery);
  let { after } = request;
  for (;;) {
    const { rows } = await warehouse.query(sql, { ...names.parameters, bucket, after });
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

/** GoogleSQL for the newest of the readings of each object, and what the others say of it. */
const NEWEST = `newest AS (
      SELECT
        *,
        MAX(IF(is_withdrawn AND parser_version = 0, generation, NULL)) OVER (PARTITION BY name) AS withdrawn_until,
        STRING_AGG(IF(is_withdrawn AND parser_version > 0, CAST(generation AS STRING), NULL), ' ') OVER (PARTITION BY name)
          AS withdrawn_generations,
        MIN(IF(is_denied, first_read_at, NULL)) OVER (PARTITION BY name) AS first_denied_at,
        MAX(IF(is_denied, last_read_at, NULL)) OVER (PARTITION BY name) AS denied_at,
        MAX(IF(is_denied, NULL, last_read_at)) OVER (PARTITION BY name) AS granted_at
      FROM readings WHERE TRUE
      QUALIFY
        ROW_NUMBER() OVER (
          PARTITION BY name
          ORDER BY is_withdrawn, generation DESC, parser_version DESC, is_moved
        ) = 1
    )`;

/**
 * Returns GoogleSQL for the newest readings of some objects: the greatest generation, as read by the newest parser version. Only
 * times of readings under one date are compared, because instances may have different clocks. Withdrawals under any date count.
 * The first rows of the range, by names, decide how far the query goes, so that it holds the readings of no more objects than that.
 */
function entriesSql(names: string, limit: number): string {
  const range = `build_date >= '1970-01-01' AND bucket = @bucket AND (${names}) AND object_name > @after
        AND kind NOT IN (${OTHER_KINDS})`;
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
        LOGICAL_OR(outcome = 'withdrawn') AS is_withdrawn,
        MIN(ingested_at) AS first_read_at,
        MAX(ingested_at) AS last_read_at,
        generation = ${DENIED_GENERATION} AND parser_version = ${DENIED_PARSER_VERSION} AS is_denied
      FROM ci_raw.ingested_objects
      WHERE ${range} AND object_name <= (SELECT last_name FROM part)
      GROUP BY build_date, object_name, generation, parser_version
    ),
    ${NEWEST}
    SELECT
      name, CAST(IF(is_withdrawn, -1, generation) AS STRING) AS generation, parser_version, kind, job, updated_at, is_moved,
      CAST(withdrawn_until AS STRING) AS withdrawn_until, withdrawn_generations,
      IF(COALESCE(granted_at > denied_at, FALSE), NULL, first_denied_at) AS first_denied_at,
      IF(COALESCE(granted_at > denied_at, FALSE), NULL, denied_at) AS denied_at, part.is_end
    FROM newest CROSS JOIN part ORDER BY name`;
}
