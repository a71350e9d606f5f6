import { expect, test } from 'vitest';
import type { View } from '../../../../shared/ports/warehouse.ts';
import { inCreationOrder, neededViews } from '../../../../shared/views/dependencies.ts';

function view(name: string, ...reads: readonly string[]): View {
  const from = reads.map((read) => ` FROM ci.${read}`).join(' UNION ALL SELECT *');
  return { name, layer: 'staging', sql: `SELECT *${from}` };
}

const VIEWS = [view('a', 'c', 'b'), view('b', 'c'), view('c'), view('d', 'none')];

test('each view comes after those that it reads', () => {
  expect(inCreationOrder(VIEWS).map(({ name }) => name)).toEqual(['c', 'b', 'a', 'd']);
});

test('views that read each other do not keep the others from being ordered', () => {
  const views = [view('a', 'b'), view('b', 'a'), view('c', 'b')];
  expect(inCreationOrder(views).map(({ name }) => name)).toEqual(['b', 'a', 'c']);
});

test.each([
  [['c'], ['c']],
  [['b'], ['c', 'b']],
  [['a'], ['c', 'b', 'a']],
  [['d', 'none'], ['d']],
])('%j needs %j', (names, expected) => {
  expect(neededViews(names, inCreationOrder(VIEWS)).map(({ name }) => name)).toEqual(expected);
});
