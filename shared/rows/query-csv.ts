import { stringify } from 'csv-stringify/sync';
import type { QueryResult } from '../ports/warehouse.ts';
import { jsonText } from './json-text.ts';

/**
 * Returns the rows of a query as CSV with a header; lists and objects are written as JSON.
 *
 * @param escapesFormulas whether texts that a spreadsheet would run as a formula, such as `=cmd|…`, get an apostrophe before them:
 *   names of tests are untrusted
 */
export function toCsv(
  { columns, rows }: QueryResult,
  { escapesFormulas }: { readonly escapesFormulas: boolean },
): string {
  return stringify(
    rows.map((row) =>
      columns.map((column) => {
        const value = row[column] ?? null;
        return typeof value === 'object' && value !== null ? jsonText(value) : value;
      }),
    ),
    { header: true, columns: [...columns], escape_formulas: escapesFormulas },
  );
}
