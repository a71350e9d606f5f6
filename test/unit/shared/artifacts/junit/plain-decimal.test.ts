import { expect, test } from 'vitest';
import fc from 'fast-check';
import { plainDecimal } from '../../../../../shared/artifacts/junit/plain-decimal.ts';
import { budget } from '../../../../support/budget.ts';

test('a plain decimal number has the value that Number() gives it', () => {
  const digits = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(digits, fc.option(digits), (whole, fraction) => {
      const written = fraction === null ? whole : `${whole}.${fraction}`;
      const isShort = whole.length + (fraction?.length ?? 0) <= 15;
      expect(plainDecimal(written)).toBe(isShort ? Number(written) : undefined);
    }),
    { numRuns: budget(2000) },
  );
});

test.each(['', '.', '.5', '-1', '+1', '1e3', '1,5', ' 1', '1 ', '1.2.3', 'NaN', '0'.repeat(16)])(
  '%j is left to others',
  (written) => {
    expect(plainDecimal(written)).toBeUndefined();
  },
);
