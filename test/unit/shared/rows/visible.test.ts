import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { formatResult, writeResult } from '../../../../functions/cli/format/format.ts';
import { visible, visibleLine } from '../../../../shared/rows/visible.ts';
import { createTerminal } from '../../../../functions/cli/terminal.ts';

/** All characters that a terminal obeys or that cannot be seen, by code, with their escapes. */
const codes = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

const UNSEEN = [
  ...codes(0x00, 0x08),
  ...codes(0x0b, 0x1f),
  ...codes(0x7f, 0x9f),
  ...[0xad, 0x61c, 0x115f, 0x1160, 0x180e, 0x3164, 0xfeff, 0xffa0, 0xd800, 0xdfff],
  ...codes(0x200b, 0x200f),
  ...codes(0x2028, 0x202e),
  ...codes(0x2060, 0x2064),
  ...codes(0x2066, 0x206f),
  ...codes(0xfff9, 0xfffb),
  0xe0001,
  ...codes(0xe0020, 0xe007f),
];

function escape(code: number): string {
  const digits = code.toString(16);
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`;
}

const cases = UNSEEN.map((code) => ({ code, shown: escape(code) }));

function outputs(isTTY = false) {
  const stdout = Object.assign(new PassThrough(), { isTTY });
  const stderr = new PassThrough();
  const terminal = createTerminal({ stdout, stderr });
  const written = (stream: PassThrough): string =>
    (stream.read() as Buffer | null)?.toString() ?? '';
  return { terminal, out: () => written(stdout), err: () => written(stderr) };
}

describe('a character that cannot be seen is shown as an escape:', () => {
  test.each(cases)('$shown', async ({ code, shown }) => {
    const text = `a${String.fromCodePoint(code)}b`;
    expect(visible(text)).toBe(`a${shown}b`);
    expect(visibleLine(text)).toBe(`a${shown}b`);
    const { terminal, out, err } = outputs();
    await terminal.out(text);
    expect(out()).toBe(`a${shown}b`);
    terminal.err(text);
    expect(err()).toBe(`a${shown}b`);
    terminal.progress('').done(text);
    expect(err()).toBe(`a${shown}b\n`);
    // Line ends and blanks become one blank in a cell, so that rows stay on their lines.
    const isBlank = code >= 0x0b && code <= 0x0d;
    const table = formatResult({ columns: ['name'], rows: [{ name: text }] }, { format: 'table' });
    expect(table).toContain(isBlank ? 'a b' : `a${shown}b`);
    expect(table).not.toContain(String.fromCodePoint(code));
  });
});

test('line feeds and tabs lay out a text, and are escaped in a line', () => {
  expect(visible('a\n\tb')).toBe('a\n\tb');
  expect(visibleLine('a\n\tb')).toBe('a\\x0a\\x09b');
});

test.each(['äöü ß Ψ 日本語 עברית العربية', '😀 ❤️ é', '…—“” €', 'a\u00a0b'])(
  'other characters stay: %s',
  (text) => {
    expect(visible(text)).toBe(text);
  },
);

describe.each(cases)('data with $shown', ({ code }) => {
  const character = String.fromCodePoint(code);
  const result = {
    columns: ['name'],
    rows: [{ name: `a${character}b`, nested: { [character]: [character] } }],
  };

  test.each([true, false])(
    'are valid JSON without it, and the same value; on a TTY: %s',
    async (isTTY) => {
      const { terminal, out } = outputs(isTTY);
      for (const format of ['json', 'ndjson'] as const) {
        await writeResult(terminal, result, { format });
        const written = out();
        expect(written.replaceAll('\n', '')).not.toContain(character);
        expect([JSON.parse(written)].flat()).toEqual(result.rows);
      }
    },
  );

  test('have it in CSV, and its escape on a TTY', async () => {
    const onTty = outputs(true);
    await writeResult(onTty.terminal, result, { format: 'csv' });
    expect(onTty.out()).toContain(`a${escape(code)}b`);
    expect(formatResult(result, { format: 'csv' })).toContain(`a${character}b`);
  });
});

test('what programs read is not changed in a file or a pipe', async () => {
  const { terminal, out } = outputs();
  await terminal.data('a\u202eb\u001b');
  expect(out()).toBe('a\u202eb\u001b');
});

test('the title of a column cannot have other characters either', async () => {
  const { terminal, out } = outputs();
  await writeResult(terminal, { columns: ['a\u001b[2J'], rows: [] }, { format: 'table' });
  expect(out()).toContain('a\\x1b[2J');
});

test.each([
  ['=cmd|x', "'=cmd|x"],
  ['+1', "'+1"],
  ['@a', "'@a"],
  [-5, '-5'],
] as const)('in CSV, %j is written as %s', (value, written) => {
  expect(formatResult({ columns: ['v'], rows: [{ v: value }] }, { format: 'csv' })).toBe(
    `v\n${written}\n`,
  );
});

test('CSV keeps formulas if it is asked to', () => {
  const result = { columns: ['v'], rows: [{ v: '=cmd|x' }] };
  expect(formatResult(result, { format: 'csv', csvFormulas: 'keep' })).toBe('v\n=cmd|x\n');
});
