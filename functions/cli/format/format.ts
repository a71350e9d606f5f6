import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import type { QueryResult, QueryValue } from '../../../shared/ports/warehouse.ts';
import type { Format } from '../options.ts';
import type { Terminal } from '../ports.ts';
import { visibleLine } from './visible.ts';

/** Default for the longest cell of a table, in characters. The other formats do not shorten values. */
const MAX_CELL_LENGTH = 60;

/**
 * Writes the result of a query in an output format: a table for people, or data for programs.
 *
 * @param maxCellLength longest cell of a table, in characters; longer values are shortened
 */
export async function writeResult(
  terminal: Terminal,
  result: QueryResult,
  { format, maxCellLength }: { readonly format: Format; readonly maxCellLength?: number },
): Promise<void> {
  const write = format === 'table' ? terminal.out : terminal.data;
  await write(formatResult(result, format, maxCellLength));
}

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

/** Blanks and line ends, except those that could forge lines. */
const BLANKS = /[^\S\u2028\u2029\ufeff]+/g;

function cell(value: QueryValue, maxLength: number): string {
  const written = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
  // Before the cell is shortened, since escapes are longer than what they stand for.
  const text = visibleLine(written.replaceAll(BLANKS, ' ').trim());
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
