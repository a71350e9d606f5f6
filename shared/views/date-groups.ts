/** Limits of a group of dates: one of them may be exceeded. */
export interface GroupLimits {
  readonly dates: number;
  readonly rows: number;
}

/**
 * Returns dates in groups that are rebuilt together. A group has so many dates as one of the limits allows, and at least one.
 *
 * @param dates in ISO format, in ascending order
 * @param rows number of rows of each date; dates without an entry have none
 */
export function dateGroups(
  dates: readonly string[],
  rows: ReadonlyMap<string, number>,
  limits: GroupLimits,
): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let last: string[] = [];
  let sum = 0;
  for (const date of dates) {
    sum += rows.get(date) ?? 0;
    if (last.length > 0 && (last.length < limits.dates || sum <= limits.rows)) {
      last.push(date);
      continue;
    }
    last = [date];
    sum = rows.get(date) ?? 0;
    groups.push(last);
  }
  return groups;
}
