import type { QueryResult } from '../../../shared/ports/warehouse.ts';
import { jsonText } from '../../../shared/rows/json-text.ts';
import { toCsv } from '../../../shared/rows/query-csv.ts';
import type { CsvFormulas, Format } from '../options.ts';
import type { Terminal } from '../ports.ts';
import { formatTable } from './table.ts';

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
