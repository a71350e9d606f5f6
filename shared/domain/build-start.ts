import { DateTime } from 'luxon';

/** Milliseconds of the epoch that Prow's build ids count from, the one of Twitter's snowflakes. */
const SNOWFLAKE_EPOCH = 1_288_834_974_657n;
const SNOWFLAKE_TIME_SHIFT = 22n;
const SNOWFLAKE_DIGITS = 19;

/**
 * When a build id was given, if it is a snowflake: 19 digits whose top bits are a time. Other deployments count
 * upwards from one, and those ids have no time in them.
 *
 * @returns ISO 8601 in UTC, or `undefined`
 */
export function timeOfBuildId(buildId: string): string | undefined {
  if (buildId.length !== SNOWFLAKE_DIGITS) return undefined;
  const milliseconds = (BigInt(buildId) >> SNOWFLAKE_TIME_SHIFT) + SNOWFLAKE_EPOCH;
  return DateTime.fromMillis(Number(milliseconds), { zone: 'utc' }).toISO() ?? undefined;
}

/** The UTC date of a time in ISO 8601. */
export function dateOf(time: string): string {
  const date = DateTime.fromISO(time, { zone: 'utc' }).toISODate();
  if (date === null) throw new RangeError(`not a time: ${time}`);
  return date;
}

/** Seconds from one time in ISO 8601 to another; `null` if one is missing. */
export function secondsBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const zone = { zone: 'utc' };
  return DateTime.fromISO(to, zone).diff(DateTime.fromISO(from, zone)).as('seconds');
}
