import type { QueryValue } from '../../../shared/ports/warehouse.ts';
import { textOf, type CellKind, type Column, type Row } from '../page.ts';
import { linked, lineOf, linesOf, markup, NOTHING, type Html } from './html.ts';
import { badge, nameOf } from './state.ts';
import { strip } from './strip.ts';
import { ageText, durationText, minuteText, numberText, percentText } from './value.ts';
import { shortenedTo } from '../../../shared/domain/shortened.ts';

/** Longest text of a cell, in characters; CSV and JSON have the whole text. */
const MAX_TEXT = 300;

/** How numbers are written; cells of these kinds are aligned to the right. */
const NUMERIC = {
  number: numberText,
  percent: percentText,
  duration: durationText,
  hours: (hours: number) => durationText(3600 * hours),
} as const;

/** Returns the class of the cells of a column; empty if they have none. */
export function cellClass(kind: CellKind): string {
  return isNumeric(kind)
    ? 'n'
    : kind === 'code' || kind === 'message' || kind === 'long'
      ? kind
      : '';
}

/**
 * Returns the content of a cell: the value, linked if the column leads elsewhere.
 *
 * @param now the present time in milliseconds, for ages
 */
export function cell(column: Column, row: Row, now: number): Html {
  const value = column.text?.(row) ?? row[column.name] ?? null;
  if (textOf(value) === '') return NOTHING;
  return linked(column.link?.(row), content(column.kind, value, now));
}

/** Returns the value of a cell as one line of text, empty for NULL. */
export function plainCell(column: Column, row: Row): string {
  const value = column.text?.(row) ?? row[column.name] ?? null;
  const text = textOf(value);
  if (text === '') return '';
  const { kind } = column;
  if (isNumeric(kind)) return numeric(value, NUMERIC[kind]);
  switch (kind) {
    case 'time':
      return `${minuteText(text)} UTC`;
    case 'state':
      return nameOf(text);
    case 'date':
    case 'strip':
    case 'message':
    case 'code':
    case 'long':
    case 'text':
      return shortened(lineOf(text.replaceAll(/\s+/g, ' ').trim()));
  }
}

function content(kind: CellKind, value: QueryValue, now: number): Html | string {
  const text = textOf(value);
  if (isNumeric(kind)) return numeric(value, NUMERIC[kind]);
  switch (kind) {
    case 'time':
      return markup`<time datetime="${text}">${minuteText(text)}</time> <small>${ageText(text, now)}</small>`;
    case 'date':
      return markup`<time datetime="${text}">${text}</time>`;
    case 'state':
      return badge(text);
    case 'strip':
      return strip(text);
    case 'message':
      return shortened(linesOf(text.trim()));
    case 'code':
    case 'long':
    case 'text':
      return shortened(lineOf(text));
  }
}

function isNumeric(kind: CellKind): kind is keyof typeof NUMERIC {
  return kind in NUMERIC;
}

/** Numbers beyond 2^53 are texts, which are shown as they are. */
function numeric(value: QueryValue, written: (value: number) => string): string {
  return typeof value === 'number' ? written(value) : lineOf(textOf(value));
}

function shortened(text: string): string {
  return shortenedTo(text, MAX_TEXT);
}
