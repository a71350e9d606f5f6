import { expect, test } from 'vitest';
import { collectBytes } from '../../../../../../shared/artifacts/syntax/bytes/collect-bytes.ts';
import { peek } from '../../../../../../shared/artifacts/syntax/bytes/peek.ts';
import { inPieces } from '../../../../../support/bytes.ts';

test.each([
  ['', ''],
  ['ab', 'ab'],
  ['abcd', 'abcd'],
  ['abcdefgh', 'abcd'],
])('the first bytes of %j are %j, and stay', async (text, first) => {
  for (const size of [1, 3, 4, 100]) {
    const { head, bytes } = await peek(inPieces(text, size), 4);
    expect(Buffer.from(head).toString()).toBe(first);
    expect((await collectBytes(bytes, 100)).toString()).toBe(text);
  }
});
