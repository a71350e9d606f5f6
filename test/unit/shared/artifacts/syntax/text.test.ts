import { describe, expect, test } from '@jest/globals';
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

  test('is never cut within a character', () => {
    expect(bounded('abc😀'.repeat(9), LIMIT).isWellFormed()).toBe(true);
  });
});
