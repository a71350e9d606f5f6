import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import parser from 'lookml-parser';
import { DASHBOARDS } from '../../../../infra/generate/looker/dashboards.ts';
import { KEYS } from '../../../../infra/generate/looker/view-file.ts';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import {
  fieldNamesOf,
  LOOKER_FOLDER,
  lookerViewNames,
  readLookerBoards,
  readLookerModel,
  readLookerView,
} from '../../../support/looker/project.ts';

const VIEWS = new Map(readViews().map((view) => [view.name, view]));
const NAMES = lookerViewNames();
const READ = new Map(
  NAMES.map((name) => {
    const view = readLookerView(name);
    return [name, { ...view, fields: fieldNamesOf(view) }];
  }),
);
const MODEL = readLookerModel();
const BOARDS = readLookerBoards();

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

  test('refers to the columns of the view, to each of them', () => {
    const all = [view?.dimension, view?.dimension_group, view?.measure].flatMap((fields) =>
      Object.values(fields ?? {}),
    );
    const used = all.flatMap(({ sql = '' }) =>
      [...sql.matchAll(/\$\{TABLE\}\.(\w+)/g)].map(([, column]) => column),
    );
    // Of two fields with the same name the parser keeps the columns of one.
    expect([...new Set(used)].toSorted()).toEqual(columns.toSorted());
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

describe.each(BOARDS)('the dashboard $dashboard', ({ filters, elements }) => {
  test.each(elements)('shows fields of the explore in "$title"', (tile) => {
    const { explore, fields, sorts, pivots, listen } = tile;
    const views = [explore, ...Object.keys(MODEL.explore[explore]?.join ?? {})];
    const sorted = sorts.map((sort) => sort.replace(/ desc$/, ''));
    const compared = [...Object.keys(tile.filters), ...Object.values(listen)];
    const used = [...fields, ...sorted, ...pivots, ...compared];
    expect(unknownFields(used)).toEqual([]);
    expect(used.filter((field) => !views.includes(field.split('.')[0] ?? ''))).toEqual([]);
    // Looker orders by fields that are shown only.
    expect(sorted.filter((field) => ![...fields, ...pivots].includes(field))).toEqual([]);
  });

  test('has filters by fields of tiles, and each is heard', () => {
    expect(filters.length).toBeGreaterThan(0);
    expect(unknownFields(filters.map(({ field }) => field))).toEqual([]);
    const heard = elements.flatMap(({ listen }) => Object.keys(listen));
    expect([...new Set(heard)].toSorted()).toEqual(filters.map(({ name }) => name).toSorted());
  });
});

test('the project has the files that are generated, and no other', () => {
  const files = readdirSync(new URL('dashboards/', LOOKER_FOLDER));
  expect(files.toSorted()).toEqual(
    DASHBOARDS.map(({ name }) => `${name}.dashboard.lookml`).toSorted(),
  );
  expect(readdirSync(LOOKER_FOLDER).toSorted()).toEqual(
    ['README.md', 'ci_signal.model.lkml', 'dashboards', 'manifest.lkml', 'views'].toSorted(),
  );
});
