import type { ReportRecord } from '../artifacts/records.ts';
import type { BuildLocation } from '../domain/artifact.ts';
import { dateOf } from '../domain/build-start.ts';
import { PARSER_VERSION, rowKey } from '../domain/identity.ts';
import type { ObjectVersion } from '../domain/object.ts';
import type { ReadOutcome } from '../domain/outcome.ts';
import type { IngestedObjectsRow, TableName } from '../schema/tables.ts';

/** One reading of an object, as the ledger wants to know it. */
export interface Reading {
  readonly version: ObjectVersion;
  readonly kind: string;
  /** Version of the reader of this kind. */
  readonly parserVersion: number;
  readonly build?: BuildLocation;
  readonly buildDate: string;
  /** ISO 8601, UTC. */
  readonly ingestedAt: string;
  readonly outcome: ReadOutcome;
  readonly reason?: string | undefined;
  readonly warnings?: readonly string[];
  readonly rows?: Readonly<Partial<Record<TableName, number>>>;
  readonly report?: ReportRecord;
}

/** The row of the ledger for one reading of an object. */
export function ledgerRow(reading: Reading): IngestedObjectsRow {
  const { version, build, report, rows } = reading;
  return {
    ...rowKey(version, 0, reading.parserVersion),
    build_date: reading.buildDate,
    job: build?.job ?? null,
    build_id: build?.buildId ?? null,
    build_path: build?.buildPath ?? null,
    kind: reading.kind,
    outcome: reading.outcome,
    reason: reading.reason ?? report?.reason ?? null,
    byte_offset: report?.byte_offset ?? null,
    warnings: report?.warnings ?? reading.warnings ?? [],
    size_bytes: version.sizeBytes,
    updated_at: version.updatedAt,
    ingested_at: reading.ingestedAt,
    builds_rows: rows?.builds ?? 0,
    test_attempts_rows: rows?.test_attempts ?? 0,
    log_findings_rows: rows?.log_findings ?? 0,
    version_markers_rows: rows?.version_markers ?? 0,
    ...counts(report),
  };
}

/** Something that arrived and that nobody can read. */
export interface Arrival {
  readonly kind: 'event' | 'message';
  readonly id: string;
  readonly sizeBytes: number;
  readonly reason: string;
}

/** The row of the ledger for an event or a message that could not be read; its bucket is named after its kind. */
export function rejectionRow(arrival: Arrival, now: number): IngestedObjectsRow {
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

function counts(report: ReportRecord | undefined) {
  return {
    test_cases: report?.test_cases ?? null,
    passed: report?.passed ?? null,
    failed: report?.failed ?? null,
    errored: report?.errored ?? null,
    skipped: report?.skipped ?? null,
    skipped_without_reason: report?.skipped_without_reason ?? null,
    attempts: report?.attempts ?? null,
    duration_seconds: report?.duration_seconds ?? null,
  };
}
