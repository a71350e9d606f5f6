import { UsageError } from '../../shared/errors.ts';
import type { Filter, DashboardPage, Parameter, Section, Values } from './page.ts';

/** Longest value of a parameter, in characters. */
export const MAX_VALUE_LENGTH = 500;

/** Rows of a table that a URL may ask for. */
export const MAX_SHOWN_ROWS = 1000;

/** How the tables of a page are shown. */
export interface Display {
  /** The table that is asked for as CSV or JSON, or with more rows. */
  readonly table: string | undefined;
  readonly rows: number | undefined;
  readonly format: 'html' | 'csv' | 'json';
  readonly sort:
    { readonly table: string; readonly column: string; readonly isDescending: boolean } | undefined;
}

/**
 * Returns the values of the parameters of a page; those that the URL does not give are empty.
 *
 * @throws UsageError if a value is too long
 */
export function readValues(names: readonly string[], search: URLSearchParams): Values {
  return Object.fromEntries(
    names.map((name) => {
      const value = (search.get(name) ?? '').trim();
      if (value.length > MAX_VALUE_LENGTH) {
        throw new UsageError(
          `${name} has more than ${MAX_VALUE_LENGTH} characters: pass a shorter text`,
        );
      }
      return [name, value];
    }),
  );
}

/** Returns a parameter that a page needs and the URL does not give. */
export function missingParameter(page: DashboardPage, values: Values): Parameter | undefined {
  return page.parameters?.find(
    ({ name, isRequired }) => isRequired === true && valueOf(values, name) === '',
  );
}

/** Returns the value of a parameter, empty if it is not given. */
export function valueOf(values: Values, name: string): string {
  return values[name] ?? '';
}

/** Returns the name of the parameter of a filter. */
export function parameterOf({ column, parameter = column }: Filter): string {
  return parameter;
}

/** Returns the names of the parameters of a page, of itself and of the filters of its sections. */
export function parameterNames(
  page: DashboardPage,
  sections: readonly Section[],
): readonly string[] {
  const own = (page.parameters ?? []).map(({ name }) => name);
  const filtered = sections.flatMap(({ filters = [] }) => filters.map(parameterOf));
  return [...new Set([...own, ...filtered])];
}

/**
 * Returns how the URL wants the tables to be shown.
 *
 * @throws UsageError if it has a format, number or order that does not exist
 */
export function readDisplay(search: URLSearchParams): Display {
  const format = search.get('format') ?? 'html';
  if (format !== 'html' && format !== 'csv' && format !== 'json') {
    throw new UsageError('format is none of html, csv and json');
  }
  const rows = search.get('rows') ?? undefined;
  if (rows !== undefined && !/^\d{1,4}$/.test(rows)) {
    throw new UsageError(`rows is not a number from 0 to ${MAX_SHOWN_ROWS}`);
  }
  return {
    table: search.get('table') ?? undefined,
    rows: rows === undefined ? undefined : Math.min(Number(rows), MAX_SHOWN_ROWS),
    format,
    sort: readSort(search.get('sort')),
  };
}

function readSort(written: string | null): Display['sort'] {
  if (written === null) return undefined;
  const [, table, minus, column] = /^([a-z_]{1,40})\.(-?)([a-z0-9_]{1,80})$/.exec(written) ?? [];
  if (table === undefined || column === undefined) {
    throw new UsageError('sort is not of the form table.column or table.-column');
  }
  return { table, column, isDescending: minus === '-' };
}
