import type { FilledSection } from '../fill.ts';
import { textOf, type TrendSection } from '../page.ts';
import { lineOf, markup, NOTHING, type Html } from './html.ts';
import { durationText, numberText, percentText } from './value.ts';

/** Size of a chart in units of its view box, and the margins for its labels. */
const WIDTH = 720;
const HEIGHT = 200;
const LEFT = 64;
const BOTTOM = 24;
const TOP = 12;

/** Lines of a chart: more cannot be told apart. */
const MAX_SERIES = 6;

interface Point {
  readonly at: number;
  readonly value: number;
}

/** Returns rows as lines over time. */
export function trendOf(section: TrendSection, { rows }: FilledSection): Html {
  const series = seriesOf(section, rows);
  const points = series.flatMap(([, some]) => some);
  if (points.length === 0) return NOTHING;
  const scale = scaleOf(points, section.trend.unit);
  const kept = series.slice(0, MAX_SERIES);
  const omitted = series.length - kept.length;
  return markup`<svg class="trend" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${section.id}-title">
${grid(scale, section.trend.unit)}
${kept.map(([, some], index) => line(some, scale, index))}
</svg>
<p class="legend">${kept.map(([name], index) => key(name, index))}${omitted > 0 ? ` and ${omitted} more in the table` : ''}</p>`;
}

function seriesOf({ trend }: TrendSection, rows: FilledSection['rows']) {
  const series = new Map<string, Point[]>();
  for (const row of rows) {
    const value = row[trend.y];
    const at = Date.parse(textOf(row[trend.x] ?? null));
    if (typeof value !== 'number' || Number.isNaN(at)) continue;
    const name = trend.series === undefined ? '' : textOf(row[trend.series] ?? null);
    series.set(name, [...(series.get(name) ?? []), { at, value }]);
  }
  return [...series]
    .map(([name, points]) => [name, points.toSorted((a, b) => a.at - b.at)] as const)
    .sort(([, a], [, b]) => b.length - a.length);
}

interface Scale {
  readonly first: number;
  readonly last: number;
  readonly top: number;
}

function scaleOf(points: readonly Point[], unit: TrendSection['trend']['unit']): Scale {
  const times = points.map(({ at }) => at);
  const values = points.map(({ value }) => value);
  const greatest = values.reduce((a, b) => Math.max(a, b), 0);
  return {
    first: times.reduce((a, b) => Math.min(a, b)),
    last: times.reduce((a, b) => Math.max(a, b)),
    top: unit === 'percent' ? 1 : greatest === 0 ? 1 : greatest,
  };
}

function place({ at, value }: Point, { first, last, top }: Scale): readonly [number, number] {
  const width = WIDTH - LEFT - 8;
  const height = HEIGHT - TOP - BOTTOM;
  const x = LEFT + (last === first ? width / 2 : ((at - first) / (last - first)) * width);
  return [Math.round(x), Math.round(TOP + height - (value / top) * height)];
}

/** A line, with a mark at each point if there are few. */
function line(points: readonly Point[], scale: Scale, index: number): Html {
  const places = points.map((point) => place(point, scale));
  const marks = points.length > 60 ? [] : places;
  return markup`<polyline class="s${index}" points="${places.map(([x, y]) => `${x},${y}`).join(' ')}"/>${marks.map(
    ([x, y]) => markup`<circle class="s${index}" cx="${x}" cy="${y}" r="2.5"/>`,
  )}`;
}

function grid({ first, last, top }: Scale, unit: TrendSection['trend']['unit']): Html {
  const lines = [0, 0.5, 1].map((share) => {
    const [, y] = place({ at: first, value: share * top }, { first, last, top });
    return markup`<line x1="${LEFT}" x2="${WIDTH - 8}" y1="${y}" y2="${y}"/><text x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${written(share * top, unit)}</text>`;
  });
  const [left, right] = [first, last].map((at) => new Date(at).toISOString().slice(0, 10));
  return markup`${lines}<text x="${LEFT}" y="${HEIGHT - 6}">${left ?? ''}</text><text x="${WIDTH - 8}" y="${HEIGHT - 6}" text-anchor="end">${right ?? ''}</text>`;
}

function written(value: number, unit: TrendSection['trend']['unit']): string {
  if (unit === 'percent') return percentText(value);
  return unit === 'duration' ? durationText(value) : numberText(value);
}

function key(name: string, index: number): Html {
  if (name === '') return NOTHING;
  return markup`<span><svg class="key" viewBox="0 0 24 8" aria-hidden="true"><line class="s${index}" x1="0" x2="24" y1="4" y2="4"/></svg> ${lineOf(name)}</span> `;
}
