import { DateTime } from 'luxon';

/** Start of Prow's build ids in milliseconds since 1970: the epoch of Twitter's snowflakes. */
const SNOWFLAKE_EPOCH = 1_288_834_974_657n;
const SNOWFLAKE_TIME_SHIFT = 22n;
const SNOWFLAKE_DIGITS = 19;

/**
 * Returns the time at which a build id was issued, if the id is a snowflake: 19 digits whose top bits are a time. Other
 * deployments of Prow count from one; those ids contain no time.
 *
 * @returns ISO 8601 in UTC, or `undefined`
 */
export function timeOfBuildId(buildId: string): string | undefined {
  if (buildId.length !== SNOWFLAKE_DIGITS) return undefined;
  const milliseconds = (BigInt(buildId) >> SNOWFLAKE_TIME_SHIFT) + SNOWFLAKE_EPOCH;
  return DateTime.fromMillis(Number(milliseconds), { zone: 'utc' }).toISO() ?? undefined;
}

/**
 * Returns the UTC date of a time in ISO 8601.
 *
 * @throws RangeError if the text is not a time
 */
export function dateOf(time: string): string {
  const date = DateTime.fromISO(time, { zone: 'utc' }).toISODate();
  if (date === null) throw new RangeError(`not a time: ${time}`);
  return date;
}

/** Returns the seconds from one time in ISO 8601 to another; `null` if one is missing. */
export function secondsBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const zone = { zone: 'utc' };
  return DateTime.fromISO(to, zone).diff(DateTime.fromISO(from, zone)).as('seconds');
}
