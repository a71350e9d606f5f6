import type { BuildLocation } from '../domain/build-location.ts';
import { dateOf } from '../domain/build-start.ts';
import { PARSER_VERSION, rowKey } from '../domain/identity.ts';
import type { ObjectVersion } from '../domain/object.ts';
import type { MaskText } from '../domain/secrets/secret-mask.ts';
import type { ReadOutcome } from '../domain/outcome.ts';
import { ROW_TABLES, type RowTable } from '../schema/row-tables.ts';
import type { IngestedObjectsRow, Int64 } from '../schema/tables.ts';
import { beginningOf } from '../domain/shortened.ts';

/** Kinds of rows of the ledger that are not about an object: arrivals that could not be read, and places of comparisons. The macro `is_of_object` of the views has them too. */
export const KINDS_WITHOUT_OBJECT = ['event', 'message', 'position'] as const;

/** Number of rows by table; 0 for a table that is missing. */
export type RowCounts = Readonly<Partial<Record<RowTable, number>>>;

/** Columns of the ledger that have values only for some kinds of artifacts. */
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
  | 'interrupted'
  | 'suite_cases'
  | 'root_element'
>;

/** Result of reading an artifact. */
export interface ReadResult {
  readonly outcome: ReadOutcome;
  /** Reason for an outcome other than `parsed`. */
  readonly reason?: string | undefined;
  readonly warnings?: readonly string[];
  readonly details?: LedgerDetails;
}

/** One reading of an object, for the ledger. */
export interface Reading extends ReadResult {
  readonly version: ObjectVersion;
  readonly kind: string;
  readonly parserVersion: number;
  readonly build?: BuildLocation | undefined;
  /** UTC date in ISO format. */
  readonly buildDate: string;
  /** Time in ISO 8601, UTC. */
  readonly ingestedAt: string;
  readonly rows?: RowCounts;
  /** Generation of the row of the build that was read; only for files that such a row is made of. */
  readonly buildGeneration?: Int64 | undefined;
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
  interrupted: null,
  suite_cases: null,
  root_element: null,
};

/** Returns the result of a reading without secrets: what rejects an artifact may quote it. */
export function maskedResult<T extends ReadResult>(result: T, mask: MaskText): T {
  const { reason, warnings } = result;
  return {
    ...result,
    ...(reason !== undefined && { reason: mask(reason) }),
    ...(warnings !== undefined && { warnings: warnings.map(mask) }),
  };
}

/** Returns the ledger row of one reading of an object, whose result has no secrets: see {@link maskedResult}. */
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
    build_generation: reading.buildGeneration ?? null,
  };
}

/** An event or a message that could not be read. */
export interface UnreadableArrival {
  readonly kind: 'event' | 'message';
  readonly id: string;
  readonly sizeBytes: number;
  readonly reason: string;
}

/** Longest id and longest reason of an arrival that could not be read, in characters: both may quote a sender who is not trusted. */
export const MAX_ID = 1024;
export const MAX_REASON = 4096;

/** Returns the ledger row of an event or a message that could not be read; its bucket is `events` or `messages`. */
export function rejectionRow(arrival: UnreadableArrival, now: number): IngestedObjectsRow {
  const { kind, sizeBytes } = arrival;
  const name = beginningOf(arrival.id, MAX_ID);
  const ingestedAt = new Date(now).toISOString();
  return ledgerRow({
    version: { bucket: `${kind}s`, name, generation: '0', sizeBytes, updatedAt: ingestedAt },
    kind,
    parserVersion: PARSER_VERSION,
    buildDate: dateOf(ingestedAt),
    ingestedAt,
    outcome: 'rejected',
    reason: beginningOf(arrival.reason, MAX_REASON),
  });
}

/** Returns the columns `<table>_rows`, one for each table. */
function rowCountColumns(rows: RowCounts): Readonly<Record<`${RowTable}_rows`, number>> {
  const entries = ROW_TABLES.map((table) => [`${table}_rows`, rows[table] ?? 0]);
  return Object.fromEntries(entries) as Record<`${RowTable}_rows`, number>;
}
