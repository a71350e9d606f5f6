import { expect, test } from 'vitest';
import { quantity } from '../../../../shared/domain/quantity.ts';

test.each([
  ['4', 4],
  ['500m', 0.5],
  ['0.1', 0.1],
  ['6Gi', 6 * 1024 ** 3],
  ['1.5G', 1.5e9],
  ['1e3', 1000],
  ['12E', 12e18],
  ['1E3', 1000],
  ['+2k', 2000],
  ['.5', 0.5],
])('%s', (text, number) => {
  expect(quantity(text)).toBeCloseTo(number);
});

test.each(['', 'Gi', '-1', '4 cores', '6GiB', '1e999', 'NaN', '1,5'])('%j is none', (text) => {
  expect(quantity(text)).toBeUndefined();
});
