import type { View } from '../ports/warehouse.ts';

/** The view with the ends of the window. */
export const WINDOW_VIEW = 'history_window';

/** A condition that a date is in the window, as the macro `is_in_last_28_days` writes it. */
const IN_WINDOW =
  /([\w.]+) BETWEEN \(SELECT first_date FROM ci\.history_window\) AND \(SELECT last_date FROM ci\.history_window\)/g;

/**
 * Adds to each condition on the window that a date is not before a constant, since BigQuery finds partitions by constants only, and
 * would read all dates.
 *
 * @param firstDate in ISO format, not later than the first date of the window; `undefined` changes nothing
 */
export function withPrunedWindows<V extends View>(
  views: readonly V[],
  firstDate: string | undefined,
): readonly V[] {
  if (firstDate === undefined) return views;
  return views.map((view) => ({
    ...view,
    sql: view.sql.replace(IN_WINDOW, `$& AND $1 >= DATE '${firstDate}'`),
  }));
}
