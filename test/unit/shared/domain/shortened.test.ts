import { describe, expect, test } from 'vitest';
import { beginningOf, shortenedTo } from '../../../../shared/domain/shortened.ts';

describe('a text', () => {
  test.each([
    { text: 'abc', length: 3, beginning: 'abc', shortened: 'abc' },
    { text: 'abcd', length: 3, beginning: 'abc', shortened: 'ab…' },
    { text: 'ab😀', length: 4, beginning: 'ab😀', shortened: 'ab😀' },
    { text: 'ab😀d', length: 4, beginning: 'ab😀', shortened: 'ab…' },
    { text: 'ab😀d', length: 3, beginning: 'ab', shortened: 'ab…' },
    { text: '😀😀', length: 1, beginning: '', shortened: '…' },
    { text: '', length: 3, beginning: '', shortened: '' },
  ])('$text of at most $length units', ({ text, length, beginning, shortened }) => {
    expect(beginningOf(text, length)).toBe(beginning);
    expect(shortenedTo(text, length)).toBe(shortened);
  });
});
