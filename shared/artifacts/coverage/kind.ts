import { streamedArtifact } from '../streamed.ts';
import { coverageReportColumns, sourceFileColumns } from './coverage-row.ts';
import { beginsAsCoverage } from './format.ts';
import { readCoverage } from './read-coverage.ts';

/** Coverage reports, whose source files become rows of `coverage_files`. */
export const coverageKind = streamedArtifact({
  table: 'coverage_files',
  policies: ['coverage', 'secrets'],
  matchesHead: beginsAsCoverage,
  read: readCoverage,
  commonColumns: coverageReportColumns,
  ownColumns: (record, _source, ordinal) =>
    record.kind === 'source_file' ? sourceFileColumns(record, ordinal) : undefined,
  resultOf: (record) =>
    record.kind === 'coverage'
      ? {
          outcome: record.outcome,
          reason: record.reason ?? undefined,
          warnings: record.warnings,
        }
      : undefined,
});
