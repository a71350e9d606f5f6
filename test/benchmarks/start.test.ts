import { expect, test } from 'vitest';
import type { Figure } from './figure.ts';
import { measureStart } from './start/measure-start.ts';

test('the benchmark measures commands and functions', async () => {
  const figures: Figure[] = [];
  const runs = { commands: 1, cold: 1, warm: 1, events: 5 };
  for await (const one of measureStart(runs)) figures.push(one);
  expect(figures.map(({ name }) => name)).toEqual([
    'ci-signal --help',
    "query 'SELECT 1'",
    'irrelevant event, cold',
    'relevant event, cold',
    'irrelevant event, warm',
  ]);
  for (const { today, reference, ratio } of figures) {
    expect(today).toBeGreaterThan(0);
    expect(ratio).toBeCloseTo(today / reference);
  }
});
