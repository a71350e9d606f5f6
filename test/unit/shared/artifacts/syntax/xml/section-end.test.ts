import { expect, test } from 'vitest';
import { Random } from '../../../../../../functions/cli/simulation/random.ts';
import { indexOfSectionEnd } from '../../../../../../shared/artifacts/syntax/xml/section-end.ts';

test.each([
  ['', 0, -1],
  [']]>', 0, 0],
  [']]>', 1, -1],
  ['a]]>', 0, 1],
  [']]]>', 0, 1],
  [']>]]>', 0, 2],
  [']]', 0, -1],
  ['>>>]]>', 0, 3],
  [`${'->'.repeat(40)}]]>`, 0, 80],
  [`${'->'.repeat(40)}]]>`, 80, 80],
  [`${'->'.repeat(40)}]]>`, 81, -1],
  [`${'->'.repeat(15)}]]>`, 0, 30],
  [`${'->'.repeat(16)}]]>]]>`, 33, 35],
])('in %j from %d on it is at %d', (text, start, index) => {
  expect(indexOfSectionEnd(Buffer.from(text), start)).toBe(index);
});

test('it is where a search for all three bytes finds it', () => {
  const random = new Random('section end');
  for (let i = 0; i < 2000; i++) {
    const length = random.integer([0, 120]);
    const text = Array.from({ length }, () => random.pick([']', ']', '>', 'a'])).join('');
    const start = random.integer([0, length]);
    expect([text, start, indexOfSectionEnd(Buffer.from(text), start)]).toEqual([
      text,
      start,
      text.indexOf(']]>', start),
    ]);
  }
});
