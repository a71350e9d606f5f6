import { expect, test } from 'vitest';
import type { Figure } from './figure.ts';
import { measureReconcile } from './reconcile/measure-reconcile.ts';

test('the benchmark finds what is missing, stale and gone among 60,000 objects, in pages of the ledger', async () => {
  const figures: Figure[] = [];
  for await (const one of measureReconcile(60_000)) figures.push(one);
  expect(figures.map(({ name }) => name)).toEqual([
    'comparison',
    'comparison, peak memory',
    'rows of the ledger at once',
  ]);
  expect(figures.at(-1)?.today).toBeLessThanOrEqual(20_000);
});
