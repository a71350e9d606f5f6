import { describe, expect, test } from 'vitest';
import { LogLines, type Line } from '../../../../../shared/artifacts/build-log/lines.ts';
import { MAX_LINE } from '../../../../../shared/artifacts/build-log/long-line.ts';
import { secretMask } from '../../../../../shared/domain/secrets/secret-mask.ts';
import { LiteralSearch } from '../../../../../shared/domain/symptoms/literal-search.ts';
import { POLICIES } from '../../../../support/policies.ts';

const SEARCH = new LiteralSearch(['needle', '\nstart']);

function readLines(
  log: Buffer,
  { search, chunk }: { readonly search?: LiteralSearch; readonly chunk: number },
): { readonly lines: readonly Line[]; readonly count: number } {
  const reader = new LogLines(search, secretMask(POLICIES.secrets));
  const lines: Line[] = [];
  for (let at = 0; at < log.length; at += chunk) {
    lines.push(...reader.push(log.subarray(at, at + chunk)));
  }
  lines.push(...reader.end());
  return { lines, count: reader.count };
}

describe.each([1, 2, 3, 7, 1 << 20])('in pieces of %d bytes', (chunk) => {
  test.each([
    { log: '', texts: [], count: 0 },
    { log: 'a', texts: [[1, 'a']], count: 1 },
    { log: 'a\n', texts: [[1, 'a']], count: 1 },
    {
      log: 'a\n\nb',
      texts: [
        [1, 'a'],
        [2, ''],
        [3, 'b'],
      ],
      count: 3,
    },
    {
      log: 'a\r\nb\r\n',
      texts: [
        [1, 'a\r'],
        [2, 'b\r'],
      ],
      count: 2,
    },
    {
      log: '\ufeffä\nö',
      texts: [
        [1, 'ä'],
        [2, 'ö'],
      ],
      count: 2,
    },
    {
      log: 'a\n\ufeffb',
      texts: [
        [1, 'a'],
        [2, '\ufeffb'],
      ],
      count: 2,
    },
  ])('all lines of $log', ({ log, texts, count }) => {
    const read = readLines(Buffer.from(log), { chunk });
    expect(read.lines.map(({ number, text }) => [number, text])).toEqual(texts);
    expect(read.count).toBe(count);
  });

  test('bytes that are not UTF-8', () => {
    const { lines } = readLines(Buffer.from([0x61, 0xc3, 0x0a, 0xff]), { chunk });
    expect(lines.map(({ text }) => text)).toEqual(['a\ufffd', '\ufffd']);
  });

  test('only the lines that may contain a literal', () => {
    const log = [
      'nothing',
      'a NEEDLE in it',
      'start of a line',
      'no start here',
      'need',
      'le',
      'nee\u001b[31mdle',
      'beyond ASCII: ä',
      'needle',
    ].join('\n');
    const { lines, count } = readLines(Buffer.from(log), { search: SEARCH, chunk });
    expect(lines.map(({ number }) => number)).toEqual([2, 3, 7, 8, 9]);
    expect(count).toBe(9);
  });
});

describe('long lines', () => {
  test.each([
    { length: MAX_LINE - 1, pieces: 1 },
    { length: MAX_LINE, pieces: 1 },
    { length: MAX_LINE + 1, pieces: 2 },
    { length: 3 * MAX_LINE, pieces: 3 },
    { length: 3 * MAX_LINE + 5, pieces: 4 },
  ])('$length characters are split into $pieces', ({ length, pieces }) => {
    for (const letter of ['x', 'ä']) {
      for (const chunk of [1000, 65_537, 1 << 22]) {
        const log = Buffer.from(`first\n${letter.repeat(length)}\nlast`);
        const { lines, count } = readLines(log, { chunk });
        const long = lines.filter(({ number }) => number === 2);
        expect(long).toHaveLength(pieces);
        expect(long.map(({ text }) => text).join('')).toBe(letter.repeat(length));
        expect(count).toBe(3);
      }
    }
  });
});
