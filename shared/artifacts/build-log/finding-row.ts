import { artifactColumns } from '../../rows/artifact-columns.ts';
import type { LogFindingsRow } from '../../schema/tables.ts';
import type { ArtifactSource } from '../kind.ts';
import type { FindingRecord } from './records.ts';

/** Columns of `log_findings` that are the same in all rows of one log. */
type LogColumns = Omit<LogFindingsRow, keyof FindingColumns>;

/** Columns of `log_findings` that differ from finding to finding. */
type FindingColumns = Omit<FindingRecord, 'kind'> & Pick<LogFindingsRow, 'ordinal'>;

export function logColumns(source: ArtifactSource): LogColumns {
  return artifactColumns(source);
}

export function findingColumns(
  { kind, ...finding }: FindingRecord,
  ordinal: number,
): FindingColumns {
  return { ordinal, ...finding };
}
