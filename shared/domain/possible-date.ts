import { dateOf } from './build-start.ts';

const MILLISECONDS_PER_DAY = 86_400_000;
const DATE_LENGTH = 'YYYY-MM-DD'.length;
/** Not the form of years after 9999. */
const DATE = /^\d{4}-/;

/** The earliest date of a row. Files of archives often have times around 1970. */
const EARLIEST_DATE = '1970-01-01';

/**
 * Returns whether a date can be that of a row.
 *
 * @param date in ISO format
 * @param now milliseconds since 1970
 * @param daysAhead days by which it may be after today (UTC)
 */
export function isPossibleDate(date: string, now: number, daysAhead: number): boolean {
  // A day of UTC always has 24 hours; this is asked for every row, and a library takes a hundred times as long.
  const latest = new Date(now + daysAhead * MILLISECONDS_PER_DAY)
    .toISOString()
    .slice(0, DATE_LENGTH);
  return date >= EARLIEST_DATE && date <= latest;
}

/** Returns the date on which an object was written; 1970-01-01 if its time is before that, as of files on a disk without a clock. */
export function dateOfWriting(updatedAt: string): string {
  const date = dateOf(updatedAt);
  return DATE.test(date) && date >= EARLIEST_DATE ? date : EARLIEST_DATE;
}
