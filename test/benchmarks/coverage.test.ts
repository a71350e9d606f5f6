import { expect, test } from 'vitest';
import { measureCoverage } from './coverage/measure-coverage.ts';
import type { Figure } from './figure.ts';

test('the benchmark reads small coverage reports of each format', async () => {
  const figures: Figure[] = [];
  for await (const one of measureCoverage({ scale: 0.02, passes: 1 })) figures.push(one);
  // The other two need Go and Python.
  expect(figures.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['lcov beside splitting into lines', 'istanbul beside JSON.parse']),
  );
  for (const { today, reference } of figures) {
    expect(today).toBeGreaterThan(0);
    expect(reference).toBeGreaterThan(0);
  }
});
