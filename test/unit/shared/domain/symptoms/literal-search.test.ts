import { expect, test } from 'vitest';
import fc from 'fast-check';
import { LiteralSearch } from '../../../../../shared/domain/symptoms/literal-search.ts';

test.each([
  { literals: ['he', 'she', 'his', 'hers'], line: 'ushers', found: [0, 1, 3] },
  { literals: ['ab'], line: 'xABx', found: [0] },
  { literals: ['\nab'], line: 'ab', found: [0] },
  { literals: ['\nab'], line: 'xab', found: [] },
  { literals: ['\n'], line: '', found: [0] },
  { literals: ['aab', 'ab'], line: 'aaab', found: [0, 1] },
  { literals: [], line: 'anything', found: [] },
])('$literals in "$line"', ({ literals, line, found }) => {
  expect([...(new LiteralSearch(literals).literalsIn(line) ?? [])].sort()).toEqual(found);
});

test('a line with characters beyond ASCII is left to the patterns', () => {
  expect(new LiteralSearch(['k']).literalsIn('\u212a')).toBeUndefined();
});

test('finds exactly the literals that a line contains', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 });
  const lines = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', 'C'), maxLength: 30 });
  fc.assert(
    fc.property(fc.uniqueArray(words, { maxLength: 12 }), lines, (literals, line) => {
      const found = new LiteralSearch(literals).literalsIn(line);
      const expected = literals.filter((literal) => line.toLowerCase().includes(literal));
      expect([...(found ?? [])].sort((a, b) => a - b).map((index) => literals[index])).toEqual(
        expected,
      );
    }),
  );
});
