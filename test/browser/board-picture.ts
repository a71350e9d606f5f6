import { raw } from 'hono/html';
import { textOf, type Row, type TrendSection } from '../../functions/dashboard/page.ts';
import { lineOf, markup, type Html } from '../../functions/dashboard/render/html.ts';
import { STYLESHEET } from '../../functions/dashboard/render/stylesheet.ts';
import { trendOf } from '../../functions/dashboard/render/trend.ts';
import type { QueryResult } from '../../shared/ports/warehouse.ts';

/** A tile or panel of a dashboard of another program, with the rows of its query. */
export interface BoardTile {
  readonly title: string;
  readonly kind: 'table' | 'lines' | 'bars' | 'number';
  /** Names of its columns as they are shown, in the order of the columns. */
  readonly labels: readonly string[];
  /** Column whose values tell lines apart, if each measure is not a line of its own. */
  readonly series?: string;
  readonly result: QueryResult;
}

/** Rows of a table that fit into a tile. */
const MAX_ROWS = 6;

/** Longest text of a cell, in characters. */
const MAX_TEXT = 40;

const STYLE = `
body { background: var(--mute-fill); padding: 16px; }
.tile { background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: 8px 16px; margin: 0 0 12px; }
.tile h2 { margin: 4px 0 8px; font-size: 1rem; }
.number { font-size: 2.5rem; text-align: center; margin: 0; }
.bar { display: grid; grid-template-columns: 12rem 1fr 5rem; gap: 8px; }
.bar i { background: var(--s0); height: 1rem; }
`;

/** Returns a page with the tiles of a dashboard below each other. */
export function boardPage(title: string, tiles: readonly BoardTile[]): Html {
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${raw(STYLESHEET + STYLE)}</style></head>
<body><h1>${title}</h1>
<p>Drawn by ci-signal with the queries of the dashboard, from simulated builds.</p>
${tiles.map((tile) => markup`<div class="tile"><h2>${tile.title}</h2>${bodyOf(tile)}</div>`)}</body></html>`;
}

function bodyOf(tile: BoardTile): Html {
  const { rows } = tile.result;
  if (rows.length === 0) return markup`<p class="empty">No rows.</p>`;
  switch (tile.kind) {
    case 'number':
      return markup`<p class="number">${valuesOf(tile, rows[0] ?? {})[0]}</p>`;
    case 'bars':
      return bars(tile);
    case 'lines':
      return lines(tile);
    case 'table':
      return table(tile);
  }
}

function valuesOf({ result }: BoardTile, row: Row): readonly string[] {
  return result.columns.map((column) => {
    const value = row[column] ?? null;
    if (typeof value === 'number') return String(Number(value.toPrecision(4)));
    const text = lineOf(textOf(value))
      .replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2')
      .replace(/^https:\/\/.*/, 'link');
    return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  });
}

function table(tile: BoardTile): Html {
  const { rows } = tile.result;
  const more = rows.length - MAX_ROWS;
  return markup`<table><thead><tr>${tile.labels.map((label) => markup`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${rows.slice(0, MAX_ROWS).map((row) => markup`<tr>${valuesOf(tile, row).map((value) => markup`<td>${value}</td>`)}</tr>`)}</tbody></table>
${more > 0 ? markup`<p class="empty">and ${more} more rows</p>` : ''}`;
}

function bars({ result: { columns, rows } }: BoardTile): Html {
  const [name = '', measure = ''] = columns;
  const most = Math.max(...rows.map((row) => Number(row[measure])));
  return markup`${rows.map((row) => {
    const share = Math.round((100 * Number(row[measure])) / most);
    return markup`<div class="bar"><span>${textOf(row[name] ?? 'none')}</span><span><i style="display:block;width:${share}%"></i></span><span>${textOf(row[measure] ?? null)}</span></div>`;
  })}`;
}

/** Draws a line for each measure, or for each value of the column with series. */
function lines({ labels, result: { columns, rows }, ...tile }: BoardTile): Html {
  const [x = ''] = columns;
  const points = rows.flatMap((row) =>
    columns.flatMap((column, index) => {
      if (column === x || column === tile.series) return [];
      const name = tile.series === undefined ? labels[index] : row[tile.series];
      return [{ x: row[x] ?? null, y: row[column] ?? null, name: name ?? null }];
    }),
  );
  const section: TrendSection = {
    kind: 'trend',
    id: 'tile',
    title: tile.title,
    sql: '',
    orderBy: '',
    columns: [],
    empty: '',
    trend: { x: 'x', y: 'y', series: 'name', unit: 'number' },
  };
  const filled = { section, rows: points, isCut: false, isCurrent: true, sql: '' };
  return trendOf(section, { ...filled, options: new Map() });
}
