import { compareNames } from '../../shared/domain/name-order.ts';
import { matchesWildcard } from '../../shared/policy/wildcard.ts';

/** Objects that a command is about; without a condition all of them. */
export interface ObjectFilter {
  /** Patterns of the names of jobs, in which `*` stands for any characters; objects outside of builds match none. */
  readonly jobs?: readonly string[];
  /** Times between which the objects were written, ISO 8601 in UTC; `until` is the first time that does not count. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** Facts about an object that a filter looks at. */
interface Filtered {
  readonly job: string | null | undefined;
  /** ISO 8601 in UTC. */
  readonly updatedAt: string | null;
}

/** Returns whether an object is one of those that a filter leaves over. */
export function passesFilter(
  { jobs, since, until }: ObjectFilter,
  { job, updatedAt }: Filtered,
): boolean {
  const isOfJob = jobs === undefined || jobs.some((pattern) => matchesWildcard(pattern, job ?? ''));
  if (!isOfJob) return false;
  if (since === undefined && until === undefined) return true;
  if (updatedAt === null) return false;
  return (since === undefined || updatedAt >= since) && (until === undefined || updatedAt < until);
}

/**
 * Returns the prefixes of the names of the objects that can pass a filter, in ascending order, none of which begins with
 * another one. In `logs/` the folders of jobs come first, so that those of other jobs need not be listed.
 */
export function listedPrefixes(prefix: string, { jobs }: ObjectFilter): readonly string[] {
  if (jobs === undefined || prefix !== 'logs/') return [prefix];
  const prefixes = jobs.map((pattern) => {
    const [literal = ''] = pattern.split('*');
    return prefix + (pattern.includes('*') ? literal : `${pattern}/`);
  });
  return prefixes
    .filter(
      (one, i) =>
        prefixes.indexOf(one) === i &&
        prefixes.every((other) => other === one || !one.startsWith(other)),
    )
    .sort(compareNames);
}
