import type { Fields } from '../syntax/json/fields.ts';
import type { Clone, CloneRecordsRecord } from './records.ts';
import type { Warnings } from '../syntax/warnings.ts';
import { readRefs } from './prowjob.ts';

/** Maximum number of clone records that are read: a ProwJob has a record for each of its at most 50 repositories. */
export const MAX_CLONES = 51;

/** Reads `clone-records.json`: the repositories that were cloned, and the commits that were checked out. */
export function readCloneRecords(
  records: readonly Fields[],
  warnings: Warnings,
): CloneRecordsRecord {
  const clones = records.map(readClone);
  return {
    kind: 'clone_records',
    clones,
    is_clone_failed: clones.some(({ is_failed }) => is_failed),
    warnings: warnings.list(),
  };
}

function readClone(record: Fields): Clone {
  const { org, repo, base_ref, base_sha } = readRefs(record.object('refs'));
  const isFailed = record.boolean('failed') ?? false;
  return {
    org,
    repo,
    base_ref,
    base_sha,
    final_sha: record.string('final_sha'),
    is_failed: isFailed,
    duration_seconds: record.nanoseconds('duration'),
    error: isFailed ? firstError(record.list('commands')) : null,
  };
}

function firstError(commands: readonly Fields[]): string | null {
  const failed = commands.find((command) => command.string('error') !== null);
  return failed?.string('output') ?? failed?.string('error') ?? null;
}
