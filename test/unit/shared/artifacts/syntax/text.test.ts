import { describe, expect, test } from 'vitest';
import { bounded, BoundedText } from '../../../../../shared/artifacts/syntax/text/bounded-text.ts';

const LIMIT = { head: 4, tail: 3 };

describe('a bounded text', () => {
  test.each([
    { text: '', kept: '', omitted: 0 },
    { text: 'abcdefg', kept: 'abcdefg', omitted: 0 },
    { text: 'abcdefgh', kept: 'abcd…[1 characters left out]…fgh', omitted: 1 },
    { text: 'abcd'.repeat(100), kept: 'abcd…[393 characters left out]…bcd', omitted: 393 },
  ])('$text', ({ text, kept, omitted }) => {
    expect(bounded(text, LIMIT)).toBe(kept);
    for (let size = 1; size <= 9; size++) {
      const collected = new BoundedText(LIMIT);
      for (let at = 0; at < text.length; at += size) collected.append(text.slice(at, at + size));
      expect(collected.toString()).toBe(kept);
      expect(collected.omitted).toBe(omitted);
    }
  });

  test.each([
    { parts: ['abc', 'def'], kept: 'abcdef', omitted: 0 },
    { parts: ['abcdefgh', ''], kept: 'abcd…[1 characters left out]…fgh', omitted: 1 },
    { parts: ['ab', 'abcdefghij'], kept: 'abab…[5 characters left out]…hij', omitted: 5 },
    { parts: ['abcdefghij', 'x'], kept: 'abcd…[4 characters left out]…ijx', omitted: 4 },
    { parts: ['abcdefghij', 'abcdefghij'], kept: 'abcd…[13 characters left out]…hij', omitted: 13 },
  ])('appended to another one: $kept', ({ parts, kept, omitted }) => {
    const sum = new BoundedText(LIMIT);
    for (const part of parts) {
      const text = new BoundedText(LIMIT);
      text.append(part);
      sum.appendBounded(text);
    }
    expect(sum.toString()).toBe(kept);
    expect(sum.omitted).toBe(omitted);
  });

  test('with a longer limit does not join what is left out', () => {
    const short = new BoundedText({ head: 2, tail: 2 });
    short.append('abcdefgh');
    const long = new BoundedText({ head: 100, tail: 100 });
    long.appendBounded(short);
    long.append('!');
    expect(long.toString()).toBe('ab…[4 characters left out]…gh!');
  });

  test('is never cut within a character', () => {
    expect(bounded('abc😀'.repeat(9), LIMIT).isWellFormed()).toBe(true);
  });
});
