import type { FindingRecord } from '../records.ts';
import type { BuildArtifact } from '../../domain/artifact.ts';
import { rowKey } from '../../domain/identity.ts';
import type { ObjectVersion } from '../../domain/object.ts';
import type { LogFindingsRow } from '../../schema/tables.ts';

/** What the rows of all findings of one log have in common. */
export type FindingCommon = Omit<LogFindingsRow, Exclude<keyof FindingRecord, 'kind'> | 'ordinal'>;

/** What is a finding's own. */
export type FindingOwn = Omit<LogFindingsRow, keyof FindingCommon>;

export function findingCommon(
  { build }: BuildArtifact,
  version: ObjectVersion,
  { buildDate, parserVersion }: { readonly buildDate: string; readonly parserVersion: number },
): FindingCommon {
  const { bucket, object_name, generation, parser_version } = rowKey(version, 0, parserVersion);
  return {
    bucket,
    object_name,
    generation,
    parser_version,
    build_date: buildDate,
    job: build.job,
    build_id: build.buildId,
    build_path: build.buildPath,
  };
}

export function findingOwn({ kind, ...finding }: FindingRecord, ordinal: number): FindingOwn {
  return { ordinal, ...finding };
}
