import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import type { QueryResult, QueryValue } from '../../../shared/ports/warehouse.ts';

export const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;

export type Format = (typeof FORMATS)[number];

/** Longest cell of a table unless said otherwise; data formats shorten nothing. */
const MAX_CELL = 60;

/** Writes the result of a query in one of the formats, with a line break at its end. */
export function formatResult(result: QueryResult, format: Format, maxCell = MAX_CELL): string {
  switch (format) {
    case 'table':
      return formatTable(result, maxCell);
    case 'json':
      return `${JSON.stringify(result.rows, null, 2)}\n`;
    case 'ndjson':
      return result.rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    case 'csv':
      return formatCsv(result);
  }
}

function formatTable({ columns, rows }: QueryResult, maxCell: number): string {
  const numeric = columns.filter((column) => rows.some((row) => typeof row[column] === 'number'));
  const table = new Table({
    head: [...columns],
    style: { head: [], border: [], compact: true },
    chars: PLAIN,
    colAligns: columns.map((column) => (numeric.includes(column) ? 'right' : 'left')),
  });
  table.push(...rows.map((row) => columns.map((column) => cell(row[column] ?? null, maxCell))));
  return `${table.toString()}\n`;
}

/** Two blanks between the columns and a rule below the head: easy on the eye, and to copy. */
const PLAIN = {
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
    // A table is read by a person, on a terminal that must not be steered by a test's name.
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
    // Names such as `=cmd|…` come from anybody's pull request and must not become formulas of a spreadsheet.
    { header: true, columns: [...columns], escape_formulas: true },
  );
}
