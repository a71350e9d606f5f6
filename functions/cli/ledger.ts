import type { ObjectVersion } from '../../shared/domain/object.ts';
import { dateLiteral } from '../../shared/schema/googlesql-literal.ts';
import type { QueryValue, WarehouseReader } from '../../shared/ports/warehouse.ts';

/** The object versions that the ledger has, each with the version of the parser that read it. */
export interface Ledger {
  has(object: Pick<ObjectVersion, 'name' | 'generation'>, parserVersion: number): boolean;
}

/** A ledger without entries, with which every object is ingested. */
export const EMPTY_LEDGER: Ledger = { has: () => false };

/** Names of objects of a bucket, from the first to the last in the order of a listing. */
export interface NameRange {
  readonly bucket: string;
  readonly first: string;
  readonly last: string;
}

// A reading after which its build moved to another date has to be repeated, so that its rows get that date. Only times of
// readings under one date are compared: instances may have different clocks.
const ENTRIES = `
  SELECT object_name AS name, CAST(generation AS STRING) AS generation, parser_version
  FROM ci_raw.ingested_objects
  WHERE build_date >= '1970-01-01' AND bucket = @bucket AND object_name BETWEEN @first AND @last
  GROUP BY build_date, object_name, generation, parser_version
  HAVING
    MAX(IF(outcome = 'moved', NULL, ingested_at))
    > COALESCE(MAX(IF(outcome = 'moved', ingested_at, NULL)), TIMESTAMP '1970-01-01')`;

/** Reads the entries of some objects from the ledger. */
export async function readLedger(warehouse: WarehouseReader, names: NameRange): Promise<Ledger> {
  const { rows } = await warehouse.query(ENTRIES, { ...names });
  const keys = new Set(
    rows.map(({ name, generation, parser_version }) =>
      keyOf({ name: text(name), generation: text(generation) }, Number(parser_version)),
    ),
  );
  return { has: (object, parserVersion) => keys.has(keyOf(object, parserVersion)) };
}

/** Names of objects of a bucket, and folders of its builds, of which rows are missing that the ledger promises. */
export type IncompleteObjects = ReadonlySet<string>;

/** Dates of which rows were missing at the last refresh, or which have got rows since. */
const DATES = `
  SELECT build_date FROM refreshed_dates WHERE missing_rows > 0
  UNION DISTINCT
  SELECT build_date FROM stale_dates`;

/**
 * Reads which objects of a bucket have to be read again because rows of them are missing. Few dates are asked for: most have
 * been counted by the last refresh.
 */
export async function readIncomplete(
  warehouse: WarehouseReader,
  bucket: string,
): Promise<IncompleteObjects> {
  const dates = await warehouse.query(DATES);
  if (dates.rows.length === 0) return new Set();
  const literals = dates.rows.map(({ build_date }) => dateLiteral(text(build_date)));
  const { rows } = await warehouse.query(
    `SELECT DISTINCT object_name FROM incomplete_objects
     WHERE build_date IN (${literals.join(', ')}) AND bucket = @bucket`,
    { bucket },
  );
  return new Set(rows.map(({ object_name }) => text(object_name)));
}

function text(value: QueryValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function keyOf(
  { name, generation }: Pick<ObjectVersion, 'name' | 'generation'>,
  parserVersion: number,
): string {
  return `${parserVersion} ${generation} ${name}`;
}
