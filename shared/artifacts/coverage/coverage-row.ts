import { artifactColumns } from '../../rows/artifact-columns.ts';
import { matchesWildcard } from '../../policy/wildcard.ts';
import type { CoverageFilesRow } from '../../schema/tables.ts';
import type { ArtifactSource } from '../kind.ts';
import type { SourceFileRecord } from './records.ts';

/** Columns of `coverage_files` that are the same in all rows of one report. */
type ReportColumns = Omit<CoverageFilesRow, keyof FileColumns>;

/** Columns of `coverage_files` that differ from file to file. */
type FileColumns = Omit<SourceFileRecord, 'kind'> & Pick<CoverageFilesRow, 'ordinal'>;

export function coverageReportColumns(source: ArtifactSource): ReportColumns {
  return { ...artifactColumns(source), report: source.path, flag: flagOf(source) };
}

export function sourceFileColumns(
  { kind, ...columns }: SourceFileRecord,
  ordinal: number,
): FileColumns {
  return { ordinal, ...columns };
}

/** Returns the kind of tests of a report by its name or the name of its job; `null` if the policy has no entry for it. */
function flagOf({ path, build, policies }: ArtifactSource): string | null {
  const job = build?.job ?? '';
  const name = path.toLowerCase();
  const entry = policies.coverage.flags.find(
    ({ reports, jobs }) =>
      reports.some((pattern) => matchesWildcard(pattern, name)) ||
      jobs.some((pattern) => matchesWildcard(pattern, job)),
  );
  return entry?.flag ?? null;
}
