import type { FilledSection } from '../fill.ts';
import { textOf, type MatrixSection, type Row } from '../page.ts';
import { linked, lineOf, markup, NOTHING, type Html } from './html.ts';
import { lookOf, nameOf } from './state.ts';
import { scrolling } from './table.ts';

/** Rows and columns of a grid that are shown. */
const MAX_LINES = 60;
const MAX_COLUMNS = 60;

interface Line {
  readonly first: Row;
  readonly cells: Map<string, Row>;
}

/** Returns rows as a grid of signs: lines with more bad states come first, columns in the order of the rows. */
export function matrixOf(section: MatrixSection, { rows }: FilledSection): Html {
  const { matrix } = section;
  const { lines, columns } = arrange(matrix, rows);
  const shown = [...columns].slice(0, MAX_COLUMNS);
  const worst = lines
    .toSorted((a, b) => badCells(matrix, b) - badCells(matrix, a))
    .slice(0, MAX_LINES);
  const table = markup`<table class="matrix">
<thead><tr><th scope="col">${matrix.corner}</th>${shown.map(([column, row]) => columnHead(matrix, column, row))}</tr></thead>
<tbody>${worst.map((line) => matrixLine(matrix, line, shown))}</tbody>
</table>`;
  return markup`${scrolling(section.id, table)}${legend(rows, matrix)}${omitted(lines.length, columns.size)}`;
}

type Matrix = MatrixSection['matrix'];

function arrange(matrix: Matrix, rows: readonly Row[]) {
  const lines = new Map<string, Line>();
  const columns = new Map<string, Row>();
  for (const row of rows) {
    const key = textOf(row[matrix.rowKey ?? matrix.row] ?? null);
    const column = textOf(row[matrix.column] ?? null);
    const line = lines.get(key) ?? { first: row, cells: new Map<string, Row>() };
    line.cells.set(column, row);
    lines.set(key, line);
    if (!columns.has(column)) columns.set(column, row);
  }
  return { lines: [...lines.values()], columns };
}

function badCells({ state }: Matrix, { cells }: Line): number {
  return [...cells.values()].filter((row) => lookOf(textOf(row[state] ?? null)).tone === 'bad')
    .length;
}

function columnHead({ columnTime, columnLink }: Matrix, column: string, row: Row): Html {
  const time = columnTime === undefined ? '' : textOf(row[columnTime] ?? null);
  // The day above the hour, which keeps the column as narrow as its signs.
  const label =
    time === ''
      ? lineOf(column)
      : markup`${time.slice(8, 10)}.<br>${time.slice(11, 13)}<span class="hidden"> h, build ${lineOf(column)}</span>`;
  return markup`<th scope="col">${linked(columnLink?.(row), label)}</th>`;
}

function matrixLine(
  matrix: Matrix,
  { first, cells }: Line,
  columns: readonly (readonly [string, Row])[],
): Html {
  const name = lineOf(textOf(first[matrix.row] ?? null));
  return markup`<tr><th scope="row">${linked(matrix.rowLink?.(first), name)}</th>${columns.map(
    ([column]) => matrixCell(matrix, cells.get(column)),
  )}</tr>\n`;
}

/** Only cells that are not good have a name and a link, which keeps pages small; the sign is explained below the grid. */
function matrixCell(matrix: Matrix, row: Row | undefined): Html {
  if (row === undefined) return markup`<td></td>`;
  const state = textOf(row[matrix.state] ?? null);
  const { tone, sign } = lookOf(state);
  if (tone === 'good') return markup`<td class="good">${sign}</td>`;
  const content = markup`<span aria-hidden="true">${sign}</span><span class="hidden">${nameOf(state)}</span>`;
  return markup`<td class="${tone}">${linked(matrix.cellLink?.(row), content)}</td>`;
}

function legend(rows: readonly Row[], { state }: Matrix): Html {
  const states = new Map(
    rows.map((row) => textOf(row[state] ?? null)).map((one) => [nameOf(one), lookOf(one)]),
  );
  return markup`<p class="legend">${[...states].map(
    ([name, { tone, sign }]) => markup`<span><i class="${tone}">${sign}</i> ${name}</span> `,
  )}</p>`;
}

function omitted(lines: number, columns: number): Html {
  if (lines <= MAX_LINES && columns <= MAX_COLUMNS) return NOTHING;
  return markup`<p class="note">The grid shows ${Math.min(lines, MAX_LINES)} of ${lines} lines and ${Math.min(
    columns,
    MAX_COLUMNS,
  )} of ${columns} columns; CSV and JSON have all.</p>`;
}
