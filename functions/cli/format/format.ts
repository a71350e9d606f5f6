import Table from 'cli-table3';
import type { QueryResult, QueryValue } from '../../../shared/ports/warehouse.ts';
import { jsonText } from '../../../shared/rows/json-text.ts';
import { toCsv } from '../../../shared/rows/query-csv.ts';
import { visibleLine } from '../../../shared/rows/visible.ts';
import type { CsvFormulas, Format } from '../options.ts';
import type { Terminal } from '../ports.ts';

/** Default for the longest cell of a table, in characters. The other formats do not shorten values. */
const MAX_CELL_LENGTH = 60;

/** How the result of a query is written. */
export interface ResultFormat {
  readonly format: Format;
  /** Whether texts in CSV that begin like a formula get an apostrophe: by default, they do. */
  readonly csvFormulas?: CsvFormulas;
  /** Longest cell of a table, in characters; longer values are shortened. */
  readonly maxCellLength?: number;
}

/** Writes the result of a query in an output format: a table for people, or data for programs. */
export async function writeResult(
  terminal: Terminal,
  result: QueryResult,
  written: ResultFormat,
): Promise<void> {
  const write = written.format === 'table' ? terminal.out : terminal.data;
  await write(formatResult(result, written));
}

/** Returns the result of a query in an output format. */
export function formatResult(
  result: QueryResult,
  { format, csvFormulas = 'neutralise', maxCellLength = MAX_CELL_LENGTH }: ResultFormat,
): string {
  switch (format) {
    case 'table':
      return formatTable(result, maxCellLength);
    case 'json':
      return `${jsonText(result.rows, 2)}\n`;
    case 'ndjson':
      return result.rows.map((row) => `${jsonText(row)}\n`).join('');
    case 'csv':
      return toCsv(result, { escapesFormulas: csvFormulas === 'neutralise' });
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
