import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import {
  LINE_START,
  requiredLiterals,
} from '../../../../../shared/domain/symptoms/required-literals.ts';
import { budget } from '../../../../support/budget.ts';

test.each([
  ['disk full', ['disk full']],
  ['^fatal: ', ['\nfatal: ']],
  ['one|other', ['one', 'other']],
  ['(?i)Got Project', ['got project']],
  ['[Nn]o space', ['no space']],
  ['[Ff]ailed to (?:make|create) it', ['failed to make it', 'failed to create it']],
  ['images? found', ['image found', 'images found']],
  ['x+ and the rest', [' and the rest']],
  ['(?:abc)+', ['abc']],
  ['(?:abc)*de', ['de']],
  ['a.*longer', ['longer']],
  ['^[EF]\\d{4} ', ['\ne', '\nf']],
  ['\\.go:\\d+', ['.go:']],
  ['tab\\there', ['tab\there']],
  ['"quoted\\"', ['"quoted"']],
])('%s requires %j', (pattern, literals) => {
  expect(requiredLiterals(pattern)).toEqual(literals);
});

describe('patterns without a literal that is known', () => {
  test.each([
    ['.*'],
    ['\\d+'],
    ['(?:word)?'],
    ['word|'],
    // JavaScript reads these differently.
    ['\\Qa[bc]d\\E'],
    ['\\pL'],
    ['[[:alpha:]]'],
    ['\\x41'],
    ['(?P<name>word)'],
    ['(?s)word'],
    ['word\\z'],
  ])('%s', (pattern) => {
    expect(requiredLiterals(pattern)).toBeUndefined();
  });
});

/** Patterns made of the parts that policies use. */
const patterns = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'a',
      'B',
      'c',
      'ab',
      ' ',
      '\\.',
      '[ab]',
      '[^a]',
      '[a-c]',
      '.',
      '\\d',
      '^',
      '$',
      '\\b',
    ),
    tie('pattern').map((pattern) => `(?:${pattern})`),
    tie('pattern').map((pattern) => `(${pattern})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '*?'))
      .map(([pattern, quantifier]) => `(?:${pattern})${quantifier}`),
  ),
  pattern: fc
    .array(fc.array(tie('part'), { maxLength: 4 }), { minLength: 1, maxLength: 3 })
    .map((alternatives) => alternatives.map((parts) => parts.join('')).join('|')),
})).pattern;

test('a line in which a pattern matches contains one of its literals', () => {
  const lines = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', 'C', '.', '1', ' '),
    maxLength: 8,
  });
  let matches = 0;
  fc.assert(
    fc.property(patterns, fc.array(lines, { minLength: 10, maxLength: 10 }), (pattern, texts) => {
      const literals = requiredLiterals(pattern);
      const expression = RE2JS.compile(pattern);
      for (const text of texts) {
        if (literals === undefined || !expression.test(text)) continue;
        matches++;
        const searched = LINE_START + text.toLowerCase();
        expect(literals.some((literal) => searched.includes(literal))).toBe(true);
      }
    }),
    { numRuns: budget(1500) },
  );
  expect(matches).toBeGreaterThan(budget(300));
});
