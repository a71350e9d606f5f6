import { readLookerModel, readLookerView, type LookerElement, type LookerView } from './project.ts';

/** A field of a tile as a column of its statement. */
interface SelectedField {
  /** Name of the column: the name of the field with `_` for the dot. */
  readonly column: string;
  readonly expression: string;
  readonly isMeasure: boolean;
}

/**
 * Returns the SELECT statement in GoogleSQL by which Looker fills a tile: dimensions are grouped by, measures aggregated, and the
 * filters of the tile and those that its explore always has are conditions. Fields of joined views are not supported.
 *
 * @param today the date in whose time zone relative filters end, `YYYY-MM-DD`
 */
export function tileStatement(tile: LookerElement, today: string): string {
  const { explore, fields, sorts, limit } = tile;
  const view = readLookerView(explore);
  const selected = fields.map((field) => selectedField(view, field));
  const dimensions = selected.filter(({ isMeasure }) => !isMeasure);
  const conditions = conditionsOf(tile, view, today);
  return [
    `SELECT ${selected.map(({ column, expression }) => `${expression} AS ${column}`).join(', ')}`,
    `FROM ${view.sql_table_name.trim().replace('@{dataset}', 'ci')} AS ${explore}`,
    ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join(' AND ')}`]),
    ...(dimensions.length === 0
      ? []
      : [`GROUP BY ${dimensions.map(({ column }) => column).join(', ')}`]),
    ...(sorts.length === 0 ? [] : [`ORDER BY ${sorts.map(orderOf).join(', ')}`]),
    `LIMIT ${limit}`,
  ].join('\n');
}

/** Returns the column of a statement that has the values of a field. */
export function columnOfField(field: string): string {
  return field.replace('.', '_');
}

function orderOf(sort: string): string {
  const [field = '', direction = ''] = sort.split(' ');
  return `${columnOfField(field)} ${direction}`.trim();
}

/** Conditions of a tile, and those of its explore, which a filter of the tile on the same field replaces. */
function conditionsOf(tile: LookerElement, view: LookerView, today: string): readonly string[] {
  const { always_filter } = readLookerModel().explore[tile.explore] ?? {};
  const always = Object.entries(always_filter?.filters ?? {}).flatMap(([field, value]) =>
    typeof value === 'string' && !field.startsWith('$') ? [[field, value] as const] : [],
  );
  const filters = new Map([...always, ...Object.entries(tile.filters)]);
  return [...filters].map(([field, filter]) => {
    const { expression } = selectedField(view, field);
    const days = /^(\d+) days$/.exec(filter)?.[1];
    if (days !== undefined) {
      return `${expression} > DATE_SUB(DATE '${today}', INTERVAL ${days} DAY)`;
    }
    if (filter === 'Yes' || filter === 'No') return `${expression} IS ${filter === 'Yes'}`;
    return `${expression} IN (${textsOf(filter)
      .map((text) => `'${text}'`)
      .join(', ')})`;
  });
}

/** Returns the texts of a filter, which commas separate; `^` stands before characters that have another meaning. */
function textsOf(filter: string): readonly string[] {
  return filter.split(',').map((text) => {
    if (/(?<!\^)[%_"'-]/.test(text)) throw new Error(`the filter ${filter} has a pattern`);
    return text.replaceAll('^', '');
  });
}

function selectedField(view: LookerView, field: string): SelectedField {
  const [explore = '', name = ''] = field.split('.');
  const column = columnOfField(field);
  const own = (sql: string) => sql.trim().replaceAll('${TABLE}', explore);
  const measure = view.measure[name];
  if (measure !== undefined) {
    const value = measure.sql === undefined ? '*' : own(measure.sql);
    return { column, expression: aggregated(measure.type ?? '', value), isMeasure: true };
  }
  const dimension = view.dimension[name];
  if (dimension !== undefined) {
    return { column, expression: own(dimension.sql ?? ''), isMeasure: false };
  }
  for (const [group, { timeframes, datatype, sql = '' }] of Object.entries(view.dimension_group)) {
    const timeframe = timeframes.find((frame) => `${group}_${frame}` === name);
    if (timeframe === undefined) continue;
    const expression = timeAt(timeframe, own(sql), datatype === 'date');
    return { column, expression, isMeasure: false };
  }
  throw new Error(`the view ${explore} has no field ${name}`);
}

function aggregated(type: string, value: string): string {
  if (type === 'count') return `COUNT(${value})`;
  if (type === 'sum') return `COALESCE(SUM(${value}), 0)`;
  if (type === 'average') return `AVG(${value})`;
  throw new Error(`measures of type ${type} are not supported`);
}

function timeAt(timeframe: string, value: string, isDate: boolean): string {
  if (timeframe === 'raw' || (timeframe === 'time' && !isDate)) return value;
  if (timeframe === 'date') return isDate ? value : `DATE(${value})`;
  throw new Error(`the timeframe ${timeframe} is not supported`);
}
