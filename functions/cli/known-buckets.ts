import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import { KINDS_WITHOUT_OBJECT } from '../../shared/rows/ledger-row.ts';
import { stringLiteral } from '../../shared/schema/googlesql-literal.ts';

/** The file that `ci-signal simulate` writes into the directory of a simulated bucket, and nothing else does. */
export const TRUTH_FILE = 'truth.json';

/** Kind of the ledger's row by which a warehouse remembers that a bucket is simulated. */
export const SIMULATION = 'simulation';

/** Buckets whose objects a warehouse has. */
export interface KnownBuckets {
  readonly simulated: readonly string[];
  readonly real: readonly string[];
}

/** Reads from the ledger which buckets a warehouse has, and which of them are simulated. */
export async function readKnownBuckets(warehouse: WarehouseReader): Promise<KnownBuckets> {
  const { rows } = await warehouse.query(
    `SELECT
       bucket, LOGICAL_OR(kind = '${SIMULATION}') AS is_simulated, LOGICAL_OR(outcome = 'withdrawn') AS has_withdrawn
     FROM ci_raw.ingested_objects
     WHERE build_date >= '1970-01-01' AND kind NOT IN (${KINDS_WITHOUT_OBJECT.map(stringLiteral).join(', ')})
     GROUP BY bucket
     ORDER BY bucket`,
  );
  const counting = rows.some((row) => row['has_withdrawn'] === true)
    ? await bucketsThatCount(warehouse)
    : undefined;
  const buckets = (isSimulated: boolean): readonly string[] =>
    rows.flatMap(({ bucket, is_simulated }) =>
      typeof bucket === 'string' &&
      (is_simulated === true) === isSimulated &&
      counting?.has(bucket) !== false
        ? [bucket]
        : [],
    );
  return { simulated: buckets(true), real: buckets(false) };
}

/** Returns the buckets of which not everything was withdrawn. */
async function bucketsThatCount(warehouse: WarehouseReader): Promise<ReadonlySet<unknown>> {
  const { rows } = await warehouse.query(
    "SELECT DISTINCT bucket FROM ingested_objects WHERE build_date >= '1970-01-01'",
  );
  return new Set(rows.map(({ bucket }) => bucket));
}
