import { implausibility } from '../../domain/plausible-time.ts';
import type { BuildFileRecord } from './records.ts';

/** A record without times that cannot be true, and the reasons for those that were left out. */
export interface PlausibleRecord {
  readonly record: BuildFileRecord;
  readonly implausible: readonly string[];
}

/** Names of the fields that hold the times of a build. */
const TIMES: ReadonlySet<string> = new Set([
  'started_at',
  'finished_at',
  'triggered_at',
  'pending_at',
  'completed_at',
]);

/**
 * Returns a record in which times that cannot be true are NULL, because the date of a build and all windows depend on them.
 *
 * @param writtenAt time at which the file was written, ISO 8601
 */
export function withPlausibleTimes(record: BuildFileRecord, writtenAt: string): PlausibleRecord {
  const implausible: string[] = [];
  const entries = Object.entries(record).map(([name, value]: [string, unknown]) => {
    const reason =
      TIMES.has(name) && typeof value === 'string' ? implausibility(value, writtenAt) : undefined;
    if (reason === undefined) return [name, value];
    implausible.push(`${name} left out: ${reason}`);
    return [name, null];
  });
  // The fields are those of the record, and each of the times may be NULL.
  return { record: Object.fromEntries(entries) as BuildFileRecord, implausible };
}
