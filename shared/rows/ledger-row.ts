import type { BuildLocation } from '../domain/build-location.ts';
import { dateOf } from '../domain/build-start.ts';
import { PARSER_VERSION, rowKey } from '../domain/identity.ts';
import type { ObjectVersion } from '../domain/object.ts';
import type { ReadOutcome } from '../domain/outcome.ts';
import { TABLE_NAMES, type IngestedObjectsRow, type TableName } from '../schema/tables.ts';

/** Tables that the ledger counts rows of. */
type CountedTable = Exclude<TableName, 'ingested_objects'>;

/** Numbers of rows by table; a table that is missing got none. */
export type RowCounts = Readonly<Partial<Record<CountedTable, number>>>;

/** Columns of the ledger that only some kinds of artifacts have values for. */
export type LedgerDetails = Pick<
  IngestedObjectsRow,
  | 'byte_offset'
  | 'test_cases'
  | 'passed'
  | 'failed'
  | 'errored'
  | 'skipped'
  | 'skipped_without_reason'
  | 'attempts'
  | 'duration_seconds'
  | 'root_element'
>;

/** Result of reading an artifact. */
export interface ReadResult {
  readonly outcome: ReadOutcome;
  /** Why it is not simply `parsed`. */
  readonly reason?: string | undefined;
  readonly warnings?: readonly string[];
  readonly details?: LedgerDetails;
}

/** One reading of an object, as the ledger records it. */
export interface Reading extends ReadResult {
  readonly version: ObjectVersion;
  readonly kind: string;
  readonly parserVersion: number;
  readonly build?: BuildLocation | undefined;
  /** In ISO format. */
  readonly buildDate: string;
  /** ISO 8601, UTC. */
  readonly ingestedAt: string;
  readonly rows?: RowCounts;
}

const NO_DETAILS: LedgerDetails = {
  byte_offset: null,
  test_cases: null,
  passed: null,
  failed: null,
  errored: null,
  skipped: null,
  skipped_without_reason: null,
  attempts: null,
  duration_seconds: null,
  root_element: null,
};

/** Returns the row of the ledger for one reading of an object. */
export function ledgerRow(reading: Reading): IngestedObjectsRow {
  const { version, build } = reading;
  return {
    ...rowKey(version, 0, reading.parserVersion),
    build_date: reading.buildDate,
    job: build?.job ?? null,
    build_id: build?.buildId ?? null,
    build_path: build?.buildPath ?? null,
    kind: reading.kind,
    outcome: reading.outcome,
    reason: reading.reason ?? null,
    warnings: reading.warnings ?? [],
    size_bytes: version.sizeBytes,
    updated_at: version.updatedAt,
    ingested_at: reading.ingestedAt,
    ...rowCountColumns(reading.rows ?? {}),
    ...NO_DETAILS,
    ...reading.details,
  };
}

/** An event or a message that could not be read. */
export interface UnreadableArrival {
  readonly kind: 'event' | 'message';
  readonly id: string;
  readonly sizeBytes: number;
  readonly reason: string;
}

/** Returns the row of the ledger for an event or a message that could not be read; its bucket is `events` or `messages`. */
export function rejectionRow(arrival: UnreadableArrival, now: number): IngestedObjectsRow {
  const { kind, id, sizeBytes, reason } = arrival;
  const ingestedAt = new Date(now).toISOString();
  return ledgerRow({
    version: { bucket: `${kind}s`, name: id, generation: '0', sizeBytes, updatedAt: ingestedAt },
    kind,
    parserVersion: PARSER_VERSION,
    buildDate: dateOf(ingestedAt),
    ingestedAt,
    outcome: 'rejected',
    reason,
  });
}

const COUNTED_TABLES = TABLE_NAMES.filter((table) => table !== 'ingested_objects');

/** Returns the columns `<table>_rows`, one for each table. */
function rowCountColumns(rows: RowCounts): Readonly<Record<`${CountedTable}_rows`, number>> {
  const entries = COUNTED_TABLES.map((table) => [`${table}_rows`, rows[table] ?? 0]);
  return Object.fromEntries(entries) as Record<`${CountedTable}_rows`, number>;
}
