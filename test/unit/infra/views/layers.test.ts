import { describe, expect, test } from 'vitest';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import type { View } from '../../../../shared/ports/warehouse.ts';
import { mayRead } from '../../../../shared/views/layers.ts';
import { tableReferences } from '../../../../shared/views/table-references.ts';

const VIEWS = readViews();

/** Reviewed views above the layer `staging` that read raw tables. */
const READERS_OF_RAW_TABLES: ReadonlySet<string> = new Set([
  // Duplicate rows do not change the result, and removing them would take longer than the rest of the view.
  'kettle_builds',
  // Counts all readings of an object, of which staging has the newest alone.
  'incomplete_objects',
  // The only view of its table, which is not about artifacts.
  'dead_letters',
]);

/** Returns the references of a view that break the rules of layers. */
function violations(view: View, views: readonly View[]): readonly string[] {
  const broken = tableReferences(view.sql).filter(({ dataset, name }) => {
    if (dataset === 'ci_raw') {
      return view.layer !== 'staging' && !READERS_OF_RAW_TABLES.has(view.name);
    }
    const read = views.find((other) => other.name === name);
    return read === undefined || !mayRead(view.layer, read.layer);
  });
  return broken.map(({ dataset, name }) => `${view.name} reads ${dataset}.${name}`);
}

test('a view reads views of its own layer or of a lower one, and only staging reads raw tables', () => {
  expect(VIEWS.flatMap((view) => violations(view, VIEWS))).toEqual([]);
});

test('each exception for raw tables is used', () => {
  const readers = VIEWS.filter(
    ({ layer, sql }) =>
      layer !== 'staging' && tableReferences(sql).some(({ dataset }) => dataset === 'ci_raw'),
  );
  expect(readers.map(({ name }) => name).sort()).toEqual([...READERS_OF_RAW_TABLES].sort());
});

test('each mart has a topic, and no other view has one', () => {
  for (const { layer, topic } of VIEWS) expect(topic !== undefined).toBe(layer === 'marts');
});

test('no macro is left in the SQL of a view', () => {
  expect(VIEWS.filter(({ sql }) => /\{[{%] /.test(sql))).toEqual([]);
});

describe('the check notices', () => {
  const mart: View = { name: 'mart', layer: 'marts', sql: 'SELECT 1 AS x' };
  const kept: View = { name: 'kept', layer: 'snapshots', sql: 'SELECT 1 AS x' };
  const roll: View = { name: 'roll', layer: 'rollups', sql: 'SELECT 1 AS x' };

  test.each([
    ['a snapshot of a mart', { ...kept, sql: 'SELECT * FROM ci.mart' }, 'kept reads ci.mart'],
    ['a higher layer', { ...roll, sql: 'SELECT * FROM ci.mart' }, 'roll reads ci.mart'],
    ['a raw table', { ...mart, sql: 'SELECT * FROM ci_raw.builds' }, 'mart reads ci_raw.builds'],
    ['a view that does not exist', { ...mart, sql: 'SELECT * FROM ci.none' }, 'mart reads ci.none'],
  ])('%s', (_, view, violation) => {
    expect(violations(view, [mart, roll])).toEqual([violation]);
  });
});
