import { expect, test } from 'vitest';
import { readByteLines } from '../../../../../../shared/artifacts/syntax/bytes/byte-lines.ts';
import { inPieces } from '../../../../../support/bytes.ts';

type Line = readonly [text: string, byteOffset: number, isWhole: boolean];

async function linesOf(text: string, size: number): Promise<readonly Line[]> {
  const lines: Line[] = [];
  await readByteLines(inPieces(text, size), ({ bytes, start, end, isWhole }, byteOffset) => {
    lines.push([bytes.toString('utf8', start, end), byteOffset, isWhole]);
  });
  return lines;
}

test.each([
  ['', []],
  ['\n', [['', 0, true]]],
  ['a', [['a', 0, false]]],
  ['a\r', [['a', 0, false]]],
  [
    'a\nbc\r\n\r\nd\re',
    [
      ['a', 0, true],
      ['bc', 2, true],
      ['', 6, true],
      ['d\re', 8, false],
    ],
  ],
  [
    'é\nü\n',
    [
      ['é', 0, true],
      ['ü', 3, true],
    ],
  ],
] as const)('%j', async (text, lines) => {
  for (const size of [1, 2, 3, 100]) expect(await linesOf(text, size)).toEqual(lines);
});

test.each([10, 1000, 100_000, 1_000_000])(
  'a line that is too long is damage at its beginning, in pieces of %d bytes',
  async (size) => {
    const text = `${'short\n'.repeat(20_000)}${'x'.repeat(70_000)}\nafter\n`;
    await expect(linesOf(text, size)).rejects.toThrow(
      'a line of more than 65536 bytes, at byte 120000',
    );
  },
);
