import type { LookerDashboard } from './dashboards.ts';
import { GENERATED_REMARK } from './lookml.ts';
import type { Tile } from './tiles.ts';

/** Width of the page, and height of a tile, in Looker's units. */
const WIDTH = 24;
const HEIGHT = 9;

/** Returns a dashboard as YAML, in which Looker keeps them. Values are written as JSON, which YAML includes. */
export function lookmlDashboard({ name, title, tiles }: LookerDashboard): string {
  const head = [
    `- dashboard: ${name}`,
    `  title: ${JSON.stringify(title)}`,
    '  layout: newspaper',
    '  elements:',
  ];
  return `${GENERATED_REMARK}\n${[...head, ...tiles.flatMap(tileLines)].join('\n')}\n`;
}

function tileLines(tile: Tile, index: number): readonly string[] {
  const { title, explore, type, fields, pivots, sorts, filters } = tile;
  const settings: Readonly<Record<string, unknown>> = {
    title,
    model: 'ci_signal',
    explore,
    type,
    fields,
    ...(pivots && { pivots }),
    ...(filters && { filters }),
    sorts,
    limit: 500,
    row: index * HEIGHT,
    col: 0,
    width: WIDTH,
    height: HEIGHT,
  };
  const lines = Object.entries(settings).map(
    ([key, value]) => `    ${key}: ${JSON.stringify(value)}`,
  );
  return [`  - name: tile_${index + 1}`, ...lines];
}
