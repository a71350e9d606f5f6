import type { ReadResult } from '../../rows/ledger-row.ts';
import { streamedArtifact } from '../streamed.ts';
import { attemptColumns, reportColumns } from './attempt-row.ts';
import { readJUnit } from './read-junit.ts';
import type { ReportRecord } from './records.ts';
import { isSkipWithoutReason } from './report.ts';

/** JUnit reports, whose attempts become rows of `test_attempts`. */
export const junitKind = streamedArtifact({
  table: 'test_attempts',
  policies: ['secrets'],
  read: readJUnit,
  commonColumns: reportColumns,
  ownColumns: (record, { keepSkips }, ordinal) =>
    record.kind === 'report' || (!keepSkips && isSkipWithoutReason(record))
      ? undefined
      : attemptColumns(record, ordinal),
  resultOf: (record) => (record.kind === 'report' ? resultOfReport(record) : undefined),
});

function resultOfReport({
  kind,
  properties,
  outcome,
  reason,
  warnings,
  ...details
}: ReportRecord): ReadResult {
  return { outcome, reason: reason ?? undefined, warnings, details };
}
