import { z } from 'zod';
import { dateLiteral, stringLiteral } from '../../shared/schema/googlesql-literal.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import { readEntries, type NameCondition } from './ledger-entries.ts';

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
  /** Times in ISO 8601 between which access to the object was denied each time; `null` if it was not, or was granted since. */
  readonly denied: { readonly first: string; readonly last: string } | null;
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

/** The first and the last name of some listed objects. */
export interface ListedNames {
  readonly bucket: string;
  readonly first: string;
  readonly last: string;
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

  /** Returns the objects between two names of which rows are missing, and the builds that have a file between them. */
  incomplete(names: ListedNames): Promise<IncompleteObjects>;
}

/** Returns the ledger of a warehouse. */
export function warehouseLedger(warehouse: WarehouseReader, rowsPerQuery?: number): Ledger {
  let dates: Promise<readonly string[]> | undefined;
  return {
    entries: ({ bucket, after, ...range }) =>
      readEntries(warehouse, { bucket, after, names: namesOf(range), rowsPerQuery }),
    incomplete: async (names) => {
      dates ??= datesWithMissingRows(warehouse);
      return await readIncomplete(warehouse, await dates, names);
    },
  };
}

function namesOf({ prefix, first, last }: Omit<NameRange, 'bucket' | 'after'>): NameCondition {
  const sql = 'STARTS_WITH(object_name, @prefix) AND object_name >= @first';
  return last === undefined
    ? { sql, parameters: { prefix, first } }
    : { sql: `${sql} AND object_name <= @last`, parameters: { prefix, first, last } };
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
  SELECT DISTINCT build_date
  FROM (
    SELECT build_date FROM refreshed_dates WHERE missing_rows > 0
    UNION ALL
    SELECT build_date FROM stale_dates
  )`;

/** Few dates are asked for: most have been counted by the last refresh. */
async function datesWithMissingRows(warehouse: WarehouseReader): Promise<readonly string[]> {
  const { rows } = await warehouse.query(DATES);
  return rows.map(({ build_date }) => dateLiteral(z.string().parse(build_date)));
}

async function readIncomplete(
  warehouse: WarehouseReader,
  dates: readonly string[],
  { bucket, first, last }: ListedNames,
): Promise<IncompleteObjects> {
  if (dates.length === 0) return NONE_INCOMPLETE;
  // The name of a build is its folder, which is before its files.
  const folders = foldersOf(first).map(stringLiteral);
  const { rows } = await warehouse.query(
    `SELECT
       table_name = 'builds' AS is_build, object_name, CAST(generation AS STRING) AS generation,
       LOGICAL_AND(is_given_up) AS is_given_up, MIN(reason) AS reason
     FROM incomplete_objects
     WHERE
       build_date IN (${dates.join(', ')}) AND bucket = @bucket
       AND (object_name BETWEEN @first AND @last OR object_name IN (${["''", ...folders].join(', ')}))
     GROUP BY is_build, object_name, generation`,
    { bucket, first, last },
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

/** Returns the folders in which an object is, each with a slash at its end. */
function foldersOf(name: string): readonly string[] {
  return [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index + 1));
}
