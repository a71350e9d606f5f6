import { expect, test } from 'vitest';
import { growth, LESS_THAN_QUADRATIC } from '../../support/thread-time.ts';

function count(steps: number): number {
  let sum = 0;
  for (let step = 0; step < steps; step += 1) sum += step % 7;
  return sum;
}

test('linear work grows by less than quadratic work', async () => {
  expect(await growth((size) => count(size * 1000), 20_000)).toBeLessThan(LESS_THAN_QUADRATIC);
  expect(await growth((size) => count(size * size), 12_000)).toBeGreaterThan(LESS_THAN_QUADRATIC);
});
