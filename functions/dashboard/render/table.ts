import type { FilledSection } from '../fill.ts';
import type { Column, Row, TableSection } from '../page.ts';
import { MAX_SHOWN_ROWS } from '../parameters.ts';
import { addressOf, type Shown } from './address.ts';
import { cell, cellClass } from './cell.ts';
import { lineOf, markup, NOTHING, type Html } from './html.ts';

/** Rows of a table that are shown unless the URL or the page asks for another number. */
const ROWS = 50;

/** Returns the number of rows of a section that are shown. */
export function shownRows(section: TableSection, { display }: Shown): number {
  const isAsked = display.table === section.id || display.table === undefined;
  return (isAsked ? display.rows : undefined) ?? section.rows ?? ROWS;
}

/** Returns rows as a table whose columns can be ordered by. */
export function tableOf({ section, rows }: FilledSection, shown: Shown, count: number): Html {
  return scrolling(
    section.id,
    markup`<table>
<thead><tr>${section.columns.map((column) => head(section.id, column, shown))}</tr></thead>
<tbody>${rows.slice(0, count).map((row) => tableRow(section.columns, row, shown.now))}</tbody>
</table>`,
  );
}

/** Returns a part that scrolls by itself, also by the keyboard, when it is wider than the screen. */
export function scrolling(id: string, content: Html): Html {
  return markup`<div class="scroll" role="group" tabindex="0" aria-labelledby="${id}-title">${content}</div>`;
}

function tableRow(columns: readonly Column[], row: Row, now: number): Html {
  const cells = columns.map((column, position) => {
    const content = cell(column, row, now);
    const name = cellClass(column.kind);
    const attribute = name === '' ? NOTHING : markup` class="${name}"`;
    return position === 0
      ? markup`<th scope="row"${attribute}>${content}</th>`
      : markup`<td${attribute}>${content}</td>`;
  });
  return markup`<tr>${cells}</tr>\n`;
}

/** The first click on a head orders numbers and times from the greatest, texts from the least. */
function head(id: string, { name, label, kind }: Column, shown: Shown): Html {
  const { sort } = shown.display;
  const isSorted = sort?.table === id && sort.column === name;
  const isText = ['text', 'long', 'code', 'state', 'message'].includes(kind);
  const next = isSorted ? !sort.isDescending : !isText;
  const order = isSorted ? (sort.isDescending ? 'descending' : 'ascending') : undefined;
  const attribute = order === undefined ? NOTHING : markup` aria-sort="${order}"`;
  const sign = order === undefined ? '' : order === 'ascending' ? ' ▲' : ' ▼';
  const target = addressOf(shown, { sort: `${id}.${next ? '-' : ''}${name}` });
  return markup`<th scope="col" class="${cellClass(kind)}"${attribute}><a href="${target}#${id}">${label}${sign}</a></th>`;
}

/** Returns the first row as a list of names and values; values that are NULL are left out. */
export function factsOf({ section, rows }: FilledSection, { now }: Shown): Html {
  const [row] = rows;
  if (row === undefined) return NOTHING;
  const known = section.columns.filter(({ name }) => row[name] !== null && row[name] !== '');
  return markup`<dl>${known.map(
    (column) =>
      markup`<div><dt>${lineOf(column.label)}</dt><dd class="${cellClass(column.kind)}">${cell(column, row, now)}</dd></div>\n`,
  )}</dl>`;
}

/** Returns how many rows are shown of how many, with a link to more, if not all are. */
export function countOf(
  { section, rows, isCut }: FilledSection,
  shown: Shown,
  count: number,
): Html {
  if (rows.length <= count && !isCut) return markup`<span>${rowsOf(rows.length)}</span>`;
  const all = isCut ? `more than ${rows.length}` : `${rows.length}`;
  const more = Math.min(rows.length, MAX_SHOWN_ROWS);
  const link =
    count >= more
      ? NOTHING
      : markup` · <a href="${addressOf(shown, { table: section.id, rows: more })}#${section.id}">show ${more}</a>`;
  return markup`<span>${Math.min(count, rows.length)} of ${all} rows shown</span>${link}`;
}

function rowsOf(number: number): string {
  return number === 1 ? '1 row' : `${number} rows`;
}
