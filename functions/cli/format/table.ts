import stringWidth from 'string-width';
import type { QueryResult, QueryValue } from '../../../shared/ports/warehouse.ts';
import { visibleLine } from '../../../shared/rows/visible.ts';
import { shortenedTo } from '../../../shared/domain/shortened.ts';

/** A column of a table, with what its cells need to be aligned. */
interface Column {
  readonly name: string;
  /** Width of its longest cell or its name, in columns of a terminal. */
  readonly width: number;
  /** Whether it has numbers, which are aligned to the right. */
  readonly isNumeric: boolean;
}

/**
 * Returns the result of a query as a table. Its columns are separated by spaces, so that text can be copied from it.
 *
 * @param maxCellLength longest cell, in characters; longer values are shortened
 */
export function formatTable({ columns, rows }: QueryResult, maxCellLength: number): string {
  const cells = rows.map((row) => columns.map((name) => cell(row[name] ?? null, maxCellLength)));
  const described = columns.map((name, i): Column => {
    const isNumeric = rows.some((row) => typeof row[name] === 'number');
    const widths = cells.map((row) => stringWidth(row[i] ?? ''));
    return { name, width: widths.reduce((a, b) => Math.max(a, b), stringWidth(name)), isNumeric };
  });
  return [columns, ...cells].map((row) => tableLine(row, described)).join('');
}

function tableLine(row: readonly string[], columns: readonly Column[]): string {
  const aligned = columns.map(({ width, isNumeric }, i) => {
    const text = row[i] ?? '';
    const blanks = ' '.repeat(width - stringWidth(text));
    return isNumeric ? ` ${blanks}${text} ` : ` ${text}${blanks} `;
  });
  return `${aligned.join(' ')}\n`;
}

/** Blanks and line ends, except those that could forge lines. */
const BLANKS = /[^\S\u2028\u2029\ufeff]+/g;

function cell(value: QueryValue, maxLength: number): string {
  const written = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
  // Before the cell is shortened, since escapes are longer than what they stand for.
  const text = visibleLine(written.replaceAll(BLANKS, ' ').trim());
  return shortenedTo(text, maxLength);
}
