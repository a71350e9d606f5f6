import { pathWith, type DashboardPage, type Values } from '../page.ts';
import type { Display } from '../parameters.ts';

/** A page as a URL names it. */
export interface Shown {
  readonly page: DashboardPage;
  readonly values: Values;
  readonly display: Display;
  /** The present time in milliseconds. */
  readonly now: number;
}

/** Returns the path of the page with the same parameters and order, and other ones for how it is shown. */
export function addressOf(
  { page, values, display: { sort } }: Shown,
  shown: Readonly<Record<string, string | number>> = {},
): string {
  const written =
    sort === undefined ? '' : `${sort.table}.${sort.isDescending ? '-' : ''}${sort.column}`;
  return pathWith(page.path, { ...values, sort: written, ...shown });
}
