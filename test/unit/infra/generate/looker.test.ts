import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import parser from 'lookml-parser';
import { z } from 'zod';
import { DASHBOARDS } from '../../../../infra/generate/looker/dashboards.ts';
import { KEYS } from '../../../../infra/generate/looker/view-file.ts';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';

const FOLDER = new URL('../../../../infra/looker/', import.meta.url);
const VIEWS = new Map(readViews().map((view) => [view.name, view]));

const fieldSchema = z.object({ sql: z.string().optional(), link: z.unknown().optional() });
const fieldsSchema = z.record(z.string(), fieldSchema).default({});

const viewSchema = z.object({
  sql_table_name: z.string(),
  dimension: fieldsSchema,
  dimension_group: z
    .record(z.string(), fieldSchema.extend({ timeframes: z.array(z.string()) }))
    .default({}),
  measure: fieldsSchema,
  set: z.object({ detail: z.object({ fields: z.array(z.string()) }) }),
});

const exploreSchema = z.object({
  join: z
    .record(z.string(), z.object({ sql_on: z.string(), relationship: z.string() }))
    .default({}),
  always_filter: z.object({ filters: z.record(z.string(), z.unknown()) }).optional(),
});

function parsed(path: string): unknown {
  return parser.parse(readFileSync(new URL(path, FOLDER), 'utf8'));
}

/** Returns the parsed view of a file, and the names of the fields that it gives. */
function readView(name: string) {
  const file = z.object({ view: z.record(z.string(), viewSchema) });
  const view = file.parse(parsed(`views/${name}.view.lkml`)).view[name];
  if (view === undefined) throw new Error(`${name}.view.lkml has no view ${name}`);
  const times = Object.entries(view.dimension_group).flatMap(([group, { timeframes }]) =>
    timeframes.map((timeframe) => `${group}_${timeframe}`),
  );
  const fields = [...Object.keys(view.dimension), ...times, ...Object.keys(view.measure)];
  return { ...view, fields };
}

const NAMES = readdirSync(new URL('views/', FOLDER)).map((file) => file.replace('.view.lkml', ''));
const READ = new Map(NAMES.map((name) => [name, readView(name)]));
const MODEL = z
  .object({ connection: z.string(), explore: z.record(z.string(), exploreSchema) })
  .parse(parsed('ci_signal.model.lkml'));

/** Returns fields, as `view.field`, that no view has. */
function unknownFields(fields: readonly string[]): readonly string[] {
  return fields.filter((field) => {
    const [view = '', name = ''] = field.split('.');
    return READ.get(view)?.fields.includes(name) !== true;
  });
}

test('the parser refuses text that is not LookML', () => {
  let thrown: unknown;
  try {
    parser.parse('view: a { dimension: b { sql: c ;; ');
  } catch (error) {
    thrown = error;
  }
  expect(String(thrown)).toMatch(/^Parse error/);
});

describe.each(NAMES)('the view %s', (name) => {
  const view = READ.get(name);
  const columns = Object.keys(VIEWS.get(name)?.columns ?? {});

  test('reads the view of the same name', () => {
    expect(columns.length).toBeGreaterThan(0);
    expect(view?.sql_table_name.trim()).toBe(`\`@{dataset}.${name}\``);
  });

  test('refers to columns that the view has', () => {
    const all = [view?.dimension, view?.dimension_group, view?.measure].flatMap((fields) =>
      Object.values(fields ?? {}),
    );
    const used = all.flatMap(({ sql = '' }) =>
      [...sql.matchAll(/\$\{TABLE\}\.(\w+)/g)].map(([, column]) => column),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((column) => !columns.includes(column ?? ''))).toEqual([]);
  });

  test('gives each field once, and has those of its details', () => {
    const fields = view?.fields ?? [];
    expect(new Set(fields).size).toBe(fields.length);
    const details = view?.set.detail.fields ?? [];
    expect(details.length).toBeGreaterThan(0);
    expect(details.filter((detail) => !fields.includes(detail))).toEqual([]);
  });
});

test('every view has an explore, whose joins and filters use fields of the views', () => {
  expect(Object.keys(MODEL.explore).toSorted()).toEqual(NAMES.toSorted());
  const explores = Object.values(MODEL.explore);
  const joins = explores.flatMap(({ join }) => Object.entries(join));
  const joined = joins.flatMap(([, { sql_on }]) =>
    [...sql_on.matchAll(/\$\{([\w.]+)\}/g)].map(([, field = '']) => field),
  );
  const filtered = explores.flatMap(({ always_filter }) =>
    Object.keys(always_filter?.filters ?? {}).filter((key) => !key.startsWith('$')),
  );
  expect(unknownFields([...joined, ...filtered])).toEqual([]);
  // Sums over joined rows need a key of the view that is joined.
  expect(joins.map(([name]) => name).filter((name) => KEYS[name] === undefined)).toEqual([]);
});

test.each(DASHBOARDS)('tiles of the dashboard $name show fields of their explores', ({ tiles }) => {
  for (const { explore, fields, sorts, pivots = [], filters = {} } of tiles) {
    const views = [explore, ...Object.keys(MODEL.explore[explore]?.join ?? {})];
    const sorted = sorts.map((sort) => sort.replace(/ desc$/, ''));
    const used = [...fields, ...sorted, ...pivots, ...Object.keys(filters)];
    expect(unknownFields(used)).toEqual([]);
    expect(used.filter((field) => !views.includes(field.split('.')[0] ?? ''))).toEqual([]);
  }
});

test('the project has the files that are generated, and no other', () => {
  const files = readdirSync(new URL('dashboards/', FOLDER));
  expect(files.toSorted()).toEqual(
    DASHBOARDS.map(({ name }) => `${name}.dashboard.lookml`).toSorted(),
  );
  expect(readdirSync(FOLDER).toSorted()).toEqual(
    ['README.md', 'ci_signal.model.lkml', 'dashboards', 'manifest.lkml', 'views'].toSorted(),
  );
});
