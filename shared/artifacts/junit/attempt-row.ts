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

/** Returns the columns of an attempt, one by one, since copying the rest of an object takes several times as long. */
export function attemptColumns(attempt: AttemptRecord, ordinal: number): AttemptColumns {
  return {
    ordinal,
    suite: attempt.suite,
    class_name: attempt.class_name,
    test_name: attempt.test_name,
    test_id: attempt.test_id,
    case_kind: attempt.case_kind,
    variant: attempt.variant,
    suite_occurrence: attempt.suite_occurrence,
    case_ordinal: attempt.case_ordinal,
    outcome: attempt.outcome,
    duration_seconds: attempt.duration_seconds,
    failure_type: attempt.failure_type,
    failure_message: attempt.failure_message,
    failure_text: attempt.failure_text,
    failure_text_omitted: attempt.failure_text_omitted,
    failure_fingerprint: attempt.failure_fingerprint,
    skip_reason: attempt.skip_reason,
    properties: attempt.properties,
  };
}
