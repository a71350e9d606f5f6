import { artifactColumns } from '../../rows/artifact-columns.ts';
import type { TestAttemptsRow } from '../../schema/tables.ts';
import type { ArtifactSource } from '../kind.ts';
import { parseJUnitFileName } from './file-name.ts';
import type { AttemptRecord } from './records.ts';
import { reportName } from './report-name.ts';

/** Columns of `test_attempts` that are the same in all rows of one report. */
type ReportColumns = Omit<TestAttemptsRow, keyof AttemptColumns>;

/** Columns of `test_attempts` that differ from attempt to attempt. */
type AttemptColumns = Omit<AttemptRecord, 'kind'> & Pick<TestAttemptsRow, 'ordinal'>;

export function reportColumns(source: ArtifactSource): ReportColumns {
  const { context, thread } = parseJUnitFileName(source.path);
  const { label, attempt } = reportName(source.path);
  return {
    ...artifactColumns(source),
    file: source.path,
    context,
    thread,
    report_label: label,
    report_attempt: attempt,
  };
}

export function attemptColumns(
  { kind, ...attempt }: AttemptRecord,
  ordinal: number,
): AttemptColumns {
  return { ordinal, ...attempt };
}
