import { DateTime } from 'luxon';

/** The format of klog, `I0823 10:00:00.000000`, which has no year. */
const KLOG = /^[IWEF](\d\d)(\d\d) (\d\d:\d\d:\d\d\.\d{3})/;
/** `2026/08/20 10:00:00`: the log package of Go. */
const GO = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)?/;
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/;

/**
 * Returns the timestamp at the beginning of a line of a log. Times without a zone are taken as UTC.
 *
 * @param near date in ISO format; a time without a year gets the year that brings it nearest to this date
 * @returns ISO 8601 in UTC; `null` without a timestamp, and for a time without a year if `near` is absent
 */
export function timeOfLine(line: string, near?: string): string | null {
  const [, month, day, time] = KLOG.exec(line) ?? [];
  if (month !== undefined)
    return near === undefined ? null : nearest(`${month}-${day ?? ''}T${time ?? ''}Z`, near);
  const iso = (ISO.exec(line)?.[0] ?? GO.exec(line)?.[0].replaceAll('/', '-'))?.replace(' ', 'T');
  return iso === undefined ? null : utc(iso).toISO();
}

function nearest(withoutYear: string, near: string): string | null {
  const date = utc(near);
  const [best] = [date.year - 1, date.year, date.year + 1]
    .map((candidate) => utc(`${candidate}-${withoutYear}`))
    .filter(({ isValid }) => isValid)
    .sort((a, b) => distance(a, date) - distance(b, date));
  return best?.toISO() ?? null;
}

function distance(a: DateTime, b: DateTime): number {
  return Math.abs(a.toMillis() - b.toMillis());
}

function utc(text: string): DateTime {
  return DateTime.fromISO(text, { zone: 'utc' });
}
