/** A tile of a dashboard: a query of an explore, and how it is shown. */
export interface Tile {
  readonly title: string;
  readonly explore: string;
  readonly type: 'looker_grid' | 'looker_line' | 'looker_column' | 'single_value';
  readonly fields: readonly string[];
  /** Fields by which columns or lines are split. */
  readonly pivots?: readonly string[];
  readonly sorts: readonly string[];
  readonly filters?: Readonly<Record<string, string>>;
}

/** Returns a tile with a table of fields, of which the first names the explore. */
export const grid = (
  title: string,
  fields: readonly string[],
  rest: Pick<Tile, 'sorts' | 'filters'>,
): Tile => ({
  title,
  type: 'looker_grid',
  explore: (fields[0] ?? '').replace(/\..*/, ''),
  fields,
  ...rest,
});

/** Returns a tile with a line of each measure over the first field. */
export const line = (
  title: string,
  fields: readonly string[],
  rest: Pick<Tile, 'sorts' | 'pivots' | 'filters'>,
): Tile => ({
  ...grid(title, fields, rest),
  type: 'looker_line',
  ...rest,
});

/** Returns a tile with a column of the second field, a measure, for each value of the first. */
export const columns = (
  title: string,
  fields: readonly [value: string, measure: string],
): Tile => ({
  ...grid(title, fields, { sorts: [`${fields[1]} desc`] }),
  type: 'looker_column',
});

/** Returns a tile with one number. */
export const number = (title: string, field: string, rest: Pick<Tile, 'filters'>): Tile => ({
  ...grid(title, [field], { sorts: [], ...rest }),
  type: 'single_value',
});

/** Returns the names of fields of one view, which are separated by spaces. */
export const fieldsIn = (view: string, fields: string): readonly string[] =>
  fields.split(' ').map((field) => `${view}.${field}`);
