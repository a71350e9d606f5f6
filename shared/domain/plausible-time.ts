import { DateTime } from 'luxon';

/** No CI system of today ran before; archives and disks without a clock write such times. */
const FIRST_PLAUSIBLE = '2000-01-01T00:00:00.000Z';
/** Allowance for clocks that differ. */
const MAX_HOURS_AHEAD = 24;

/**
 * Returns why a time cannot be the time of an event that a file records, or `undefined` if it can be: events of CI happen
 * after 2000, and before the file that records them is written.
 *
 * @param time ISO 8601, UTC
 * @param writtenAt time at which the file was written, ISO 8601; a time before 2000 tells nothing, as copies of
 *   directories often have it
 */
export function implausibility(time: string, writtenAt: string): string | undefined {
  const [event, written] = [time, writtenAt].map((text) => DateTime.fromISO(text, { zone: 'utc' }));
  const first = DateTime.fromISO(FIRST_PLAUSIBLE, { zone: 'utc' });
  if (event === undefined || written === undefined) return undefined;
  if (event < first) return `${time} is before 2000`;
  if (written < first || event <= written.plus({ hours: MAX_HOURS_AHEAD })) return undefined;
  return `${time} is more than a day after the file was written (${writtenAt})`;
}
