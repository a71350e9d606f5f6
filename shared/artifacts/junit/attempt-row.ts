import { parseJUnitFileName } from './file-name.ts';
import type { AttemptRecord } from '../records.ts';
import type { BuildArtifact } from '../../domain/artifact.ts';
import { rowKey } from '../../domain/identity.ts';
import type { ObjectVersion } from '../../domain/object.ts';
import type { TestAttemptsRow } from '../../schema/tables.ts';

/** What the rows of all attempts of one report have in common. */
export type AttemptCommon = Omit<TestAttemptsRow, Exclude<keyof AttemptRecord, 'kind'> | 'ordinal'>;

/** What is an attempt's own. */
export type AttemptOwn = Omit<TestAttemptsRow, keyof AttemptCommon>;

export function attemptCommon(
  { build, file }: BuildArtifact,
  version: ObjectVersion,
  buildDate: string,
): AttemptCommon {
  const { bucket, object_name, generation, parser_version } = rowKey(version, 0);
  const { context, thread } = parseJUnitFileName(file);
  return {
    bucket,
    object_name,
    generation,
    parser_version,
    build_date: buildDate,
    job: build.job,
    build_id: build.buildId,
    build_path: build.buildPath,
    file,
    context,
    thread,
  };
}

export function attemptOwn({ kind, ...attempt }: AttemptRecord, ordinal: number): AttemptOwn {
  return { ordinal, ...attempt };
}
