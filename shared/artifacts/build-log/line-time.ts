/** The format of klog, `I0823 10:00:00.000000`, which has no year. */
const KLOG = /^[IWEF](\d\d)(\d\d) (\d\d:\d\d:\d\d\.\d{3})/;
/** `2026/08/20 10:00:00`: the log package of Go. */
const GO = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)?/;
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/;
const ZONE = /(?:Z|[+-]\d\d:\d\d)$/;
const CALENDAR_DAY = /^(\d{4})-(\d\d)-(\d\d)/;

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
  return iso === undefined ? null : utcTime(iso);
}

function nearest(withoutYear: string, near: string): string | null {
  const date = Date.parse(near);
  const year = new Date(date).getUTCFullYear();
  const [best] = [year - 1, year, year + 1]
    .map((candidate) => utcTime(`${candidate}-${withoutYear}`))
    .filter((time) => time !== null)
    .sort((a, b) => Math.abs(Date.parse(a) - date) - Math.abs(Date.parse(b) - date));
  return best ?? null;
}

/** Returns a time of ISO 8601 in UTC, and `null` for one that does not exist, such as on 30 February. */
function utcTime(iso: string): string | null {
  const milliseconds = Date.parse(ZONE.test(iso) ? iso : `${iso}Z`);
  return Number.isNaN(milliseconds) || !isCalendarDay(iso)
    ? null
    : new Date(milliseconds).toISOString();
}

/** Returns whether the calendar has the day, which `Date.parse` does not check. */
function isCalendarDay(iso: string): boolean {
  const [, year, month, day] = (CALENDAR_DAY.exec(iso) ?? []).map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day)).getUTCDate() === day;
}
