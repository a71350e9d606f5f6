import { hasFileName } from '../local-name.ts';
import { streamedArtifact } from '../streamed.ts';
import { findingColumns, logColumns } from './finding-row.ts';
import { readLog } from './read-log.ts';

const FILE_NAME = 'build-log.txt';

/** The log of a build, whose findings become rows of `log_findings`. */
export const buildLogKind = streamedArtifact({
  table: 'log_findings',
  place: 'build',
  policies: ['symptoms'],
  endings: [`/${FILE_NAME}`],
  matchesObject: (path) => path === FILE_NAME,
  matchesFile: (path) => hasFileName(path, FILE_NAME),
  read: readLog,
  commonColumns: logColumns,
  ownColumns: (record, _source, ordinal) =>
    record.kind === 'finding' ? findingColumns(record, ordinal) : undefined,
  resultOf: (record) =>
    record.kind === 'log'
      ? { outcome: record.outcome, reason: record.reason ?? undefined }
      : undefined,
});
