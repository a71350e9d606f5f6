import { streamedArtifact } from '../streamed.ts';
import { findingColumns, logColumns } from './finding-row.ts';
import { readLog } from './read-log.ts';

/** The log of a build, whose findings become rows of `log_findings`. */
export const buildLogKind = streamedArtifact({
  table: 'log_findings',
  policies: ['secrets', 'symptoms'],
  read: readLog,
  commonColumns: logColumns,
  ownColumns: (record, _source, ordinal) =>
    record.kind === 'finding' ? findingColumns(record, ordinal) : undefined,
  resultOf: (record) =>
    record.kind === 'log'
      ? { outcome: record.outcome, reason: record.reason ?? undefined }
      : undefined,
});
