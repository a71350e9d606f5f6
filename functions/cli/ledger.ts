import type { ObjectVersion } from '../../shared/domain/object.ts';
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

// A reading after which its build moved to another date has to be repeated, so that its rows get that date.
const ENTRIES = `
  SELECT object_name AS name, CAST(generation AS STRING) AS generation, parser_version
  FROM ci_raw.ingested_objects
  WHERE build_date >= '1970-01-01' AND bucket = @bucket AND object_name BETWEEN @first AND @last
  GROUP BY object_name, generation, parser_version
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

function text(value: QueryValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function keyOf(
  { name, generation }: Pick<ObjectVersion, 'name' | 'generation'>,
  parserVersion: number,
): string {
  return `${parserVersion} ${generation} ${name}`;
}
