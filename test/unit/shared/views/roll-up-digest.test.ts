import { expect, test } from '@jest/globals';
import type { View } from '../../../../shared/ports/warehouse.ts';
import { insertRollUpDigest } from '../../../../shared/views/roll-up-digest.ts';

const VIEWS: readonly View[] = [
  { name: 'policy', layer: 'policy', sql: 'SELECT 1 AS x' },
  { name: 'roll_up_definitions', layer: 'policy', sql: "SELECT '{roll_up_digest}' AS x" },
  { name: 'stored', layer: 'rollups', sql: 'SELECT * FROM ci.policy, ci.roll_up_definitions' },
  { name: 'asked', layer: 'marts', sql: 'SELECT * FROM ci.stored' },
];

/** Returns the digest that stands in the SQL of `roll_up_definitions`. */
function digestOf(views: readonly View[]): string | undefined {
  const definitions = insertRollUpDigest(views).find(({ name }) => name === 'roll_up_definitions');
  return /'(.*)'/.exec(definitions?.sql ?? '')?.[1];
}

function changed(name: string): readonly View[] {
  return VIEWS.map((view) =>
    view.name === name ? { ...view, sql: `${view.sql} -- changed` } : view,
  );
}

test('the digest takes the place of its placeholder', () => {
  expect(digestOf(VIEWS)).toMatch(/^[0-9a-f]{16}$/);
});

test.each(['policy', 'stored'])('the digest changes with %s', (name) => {
  expect(digestOf(changed(name))).not.toBe(digestOf(VIEWS));
});

test('the digest does not change with a view that no roll-up reads', () => {
  expect(digestOf(changed('asked'))).toBe(digestOf(VIEWS));
});

test('the digest changes when a view becomes a roll-up', () => {
  const stored = VIEWS.map((view): View =>
    view.name === 'policy' ? { ...view, layer: 'rollups' } : view,
  );
  expect(digestOf(stored)).not.toBe(digestOf(VIEWS));
});
