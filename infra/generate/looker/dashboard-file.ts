import type { LookerDashboard } from './dashboards.ts';
import { GENERATED_REMARK } from './lookml.ts';
import type { Tile } from './tiles.ts';

/** Width of the page, and height of a tile, in Looker's units. */
const WIDTH = 24;
const HEIGHT = 9;

/** Name of the model that has the explores. */
const MODEL = 'ci_signal';

/** Fields of explores, by the name of their view. */
export type ExploreFields = ReadonlyMap<string, ReadonlySet<string>>;

/** Returns a dashboard as YAML, in which Looker keeps them. Values are written as JSON, which YAML includes. */
export function lookmlDashboard(
  { name, title, filters, tiles }: LookerDashboard,
  exploreFields: ExploreFields,
): string {
  const narrowed = Object.entries(filters).map(([column, label]) => ({
    label,
    // The names of a date's dimensions and of its column are the same.
    fields: tiles.flatMap(({ explore }) =>
      exploreFields.get(explore)?.has(column) === true
        ? [{ explore, field: `${explore}.${column}` }]
        : [],
    ),
    // Without a default, a tile would read all dates.
    ...(column === 'build_date' && { default_value: '28 days' }),
  }));
  const head = [
    `- dashboard: ${name}`,
    `  title: ${JSON.stringify(title)}`,
    '  layout: newspaper',
    '  filters:',
    ...narrowed.flatMap(filterLines),
    '  elements:',
  ];
  const elements = tiles.flatMap((tile, index) =>
    tileLines(tile, index, listenersOf(tile, narrowed)),
  );
  return `${GENERATED_REMARK}\n${[...head, ...elements].join('\n')}\n`;
}

/** A field of a dashboard by which tiles are narrowed, and the fields of explores that it is compared with. */
interface DashboardFilter {
  readonly label: string;
  readonly fields: readonly { readonly explore: string; readonly field: string }[];
  readonly default_value?: string;
}

function filterLines({ label, fields, ...defaults }: DashboardFilter): readonly string[] {
  const [first] = fields;
  if (first === undefined) throw new Error(`no tile has a field for the filter ${label}`);
  return listItem(label, {
    title: label,
    type: 'field_filter',
    ...defaults,
    model: MODEL,
    ...first,
  });
}

/** Returns the field of a tile that each filter narrows, by the name of the filter. */
function listenersOf(
  { explore }: Tile,
  filters: readonly DashboardFilter[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    filters.flatMap(({ label, fields }) => {
      const own = fields.find((field) => field.explore === explore);
      return own === undefined ? [] : [[label, own.field]];
    }),
  );
}

function tileLines(
  tile: Tile,
  index: number,
  listen: Readonly<Record<string, string>>,
): readonly string[] {
  const { title, explore, type, fields, pivots, sorts, filters } = tile;
  return listItem(`tile_${index + 1}`, {
    title,
    model: MODEL,
    explore,
    type,
    fields,
    ...(pivots && { pivots }),
    ...(filters && { filters }),
    sorts,
    ...(Object.keys(listen).length > 0 && { listen }),
    limit: 500,
    row: index * HEIGHT,
    col: 0,
    width: WIDTH,
    height: HEIGHT,
  });
}

function listItem(name: string, settings: Readonly<Record<string, unknown>>): readonly string[] {
  return [
    `  - name: ${name}`,
    ...Object.entries(settings).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}`),
  ];
}
