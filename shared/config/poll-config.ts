import type { ObjectPlace } from '../domain/object-place.ts';
import { UsageError } from '../errors.ts';
import { parseComparisonConfig, type ComparisonConfig } from './comparison-config.ts';
import type { Environment } from './settings.ts';

/** Settings of the function `poll`. */
export interface PollConfig extends ComparisonConfig {
  /** The places of `collect`, as prefixes of folders of jobs. */
  readonly places: readonly ObjectPlace[];
}

/**
 * Reads the variables of a comparison.
 *
 * @throws UsageError if a setting is missing or invalid, or one of BUCKETS names a folder without jobs
 */
export function parsePollConfig(environment: Environment): PollConfig {
  const comparison = parseComparisonConfig(environment, 240);
  const places = comparison.collect.places.map(({ bucket, prefix: written }) => {
    const prefix = prefixOfJobs(written);
    if (prefix !== undefined) return { bucket, prefix };
    throw new UsageError(
      `the environment variable BUCKETS has ${bucket}/${written}, which cannot be polled: jobs are in the folder logs/; ` +
        `write ${bucket}/logs/, or ${bucket}/logs/<beginning of the names of jobs>`,
    );
  });
  return { ...comparison, places };
}

/** Returns the prefix of the folders of jobs for a prefix of objects; `undefined` if there are no jobs at it. */
export function prefixOfJobs(prefix: string): string | undefined {
  if (prefix === '') return 'logs/';
  return /^logs\/[^/]*$/.test(prefix) ? prefix : undefined;
}
