import { expect, test } from '@jest/globals';
import { rollUpDefinitionsSql } from '../../../../infra/generate/roll-up-definitions.ts';
import type { View } from '../../../../shared/ports/warehouse.ts';

const VIEWS: readonly View[] = [
  { name: 'policy', layer: 'policy', sql: 'SELECT 1 AS x' },
  { name: 'roll_up_definitions', layer: 'policy', sql: 'SELECT 2 AS x' },
  { name: 'stored', layer: 'rollups', sql: 'SELECT * FROM ci.policy, ci.roll_up_definitions' },
  { name: 'asked', layer: 'marts', sql: 'SELECT * FROM ci.stored' },
];

function changed(name: string): readonly View[] {
  return VIEWS.map((view) =>
    view.name === name ? { ...view, sql: `${view.sql} -- changed` } : view,
  );
}

test.each(['policy', 'stored'])('the digest changes with %s', (name) => {
  expect(rollUpDefinitionsSql(changed(name))).not.toBe(rollUpDefinitionsSql(VIEWS));
});

test.each(['roll_up_definitions', 'asked'])('the digest does not change with %s', (name) => {
  expect(rollUpDefinitionsSql(changed(name))).toBe(rollUpDefinitionsSql(VIEWS));
});

test('the digest changes when a view becomes a roll-up', () => {
  const stored = VIEWS.map((view): View =>
    view.name === 'policy' ? { ...view, layer: 'rollups' } : view,
  );
  expect(rollUpDefinitionsSql(stored)).not.toBe(rollUpDefinitionsSql(VIEWS));
});
