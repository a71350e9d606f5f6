import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { definitionSql, FILE } from '../../../../infra/generate/roll-up-definitions.ts';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import type { View } from '../../../../shared/ports/warehouse.ts';

test('the view is as the roll-ups are; `npm run generate` writes it', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(definitionSql(readViews()));
});

const VIEWS: readonly View[] = [
  { name: 'policy', sql: 'SELECT 1 AS x' },
  { name: 'roll_up_definitions', sql: 'SELECT 2 AS x' },
  { name: 'stored', sql: 'SELECT * FROM ci.policy, ci.roll_up_definitions', isRollUp: true },
  { name: 'asked', sql: 'SELECT * FROM ci.stored' },
];

test.each([
  ['policy', false],
  ['stored', false],
  ['roll_up_definitions', true],
  ['asked', true],
])('whether it stays when %s changes: %s', (changed, isSame) => {
  const others = VIEWS.map((view) =>
    view.name === changed ? { ...view, sql: `${view.sql} -- changed` } : view,
  );
  expect(definitionSql(others) === definitionSql(VIEWS)).toBe(isSame);
});
