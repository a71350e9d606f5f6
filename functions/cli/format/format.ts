import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import type { QueryResult, QueryValue } from '../../../shared/ports/warehouse.ts';
import type { Format } from '../options.ts';

/** Default for the longest cell of a table, in characters. The other formats do not shorten values. */
const MAX_CELL_LENGTH = 60;

/**
 * Returns the result of a query in an output format.
 *
 * @param maxCellLength longest cell of a table, in characters; longer values are shortened
 */
export function formatResult(
  result: QueryResult,
  format: Format,
  maxCellLength = MAX_CELL_LENGTH,
): string {
  switch (format) {
    case 'table':
      return formatTable(result, maxCellLength);
    case 'json':
      return `${JSON.stringify(result.rows, null, 2)}\n`;
    case 'ndjson':
      return result.rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    case 'csv':
      return formatCsv(result);
  }
}

function formatTable({ columns, rows }: QueryResult, maxCellLength: number): string {
  const numeric = columns.filter((column) => rows.some((row) => typeof row[column] === 'number'));
  const table = new Table({
    head: [...columns],
    style: { head: [], border: [], compact: true },
    chars: NO_BORDERS,
    colAligns: columns.map((column) => (numeric.includes(column) ? 'right' : 'left')),
  });
  table.push(
    ...rows.map((row) => columns.map((column) => cell(row[column] ?? null, maxCellLength))),
  );
  return `${table.toString()}\n`;
}

/** Columns are separated by spaces, so that text can be copied from a table. */
const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};

function cell(value: QueryValue, maxLength: number): string {
  const text = (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value))
    // Names of tests are untrusted: control characters could manipulate the terminal.
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

function formatCsv({ columns, rows }: QueryResult): string {
  return stringify(
    rows.map((row) =>
      columns.map((column) => {
        const value = row[column] ?? null;
        return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
      }),
    ),
    // Names of tests are untrusted: a spreadsheet would run a value such as `=cmd|…` as a formula.
    { header: true, columns: [...columns], escape_formulas: true },
  );
}
