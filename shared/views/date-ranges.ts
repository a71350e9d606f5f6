import type { DateRange } from './roll-up.ts';

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * Returns dates as ranges of days that follow each other in the calendar.
 *
 * @param dates in ISO format, in ascending order
 * @param limit maximum number of days in a range
 */
export function dateRanges(dates: readonly string[], limit: number): readonly DateRange[] {
  const ranges: DateRange[] = [];
  for (const date of dates) {
    const range = ranges.at(-1);
    if (range !== undefined && days(range.last, date) === 1 && days(range.first, date) < limit) {
      ranges[ranges.length - 1] = { first: range.first, last: date };
    } else {
      ranges.push({ first: date, last: date });
    }
  }
  return ranges;
}

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY;
}
