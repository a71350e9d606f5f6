import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { coverageOrReason } from './coverage-of.ts';
import { SAMPLES } from './samples.ts';
import { budget } from '../../../../support/budget.ts';

/** Returns a report with something in its middle that belongs to no format. */
function damaged(text: string): string {
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, middle)}\n<"}\u20ac\n${text.slice(middle)}`;
}

describe.each(Object.entries(SAMPLES))('a report of %s', (format, text) => {
  const bytes = Buffer.from(text);
  test.each([
    { what: 'as it is', body: bytes },
    { what: 'with line ends of Windows', body: Buffer.from(text.replaceAll('\n', '\r\n')) },
    { what: 'with a byte order mark', body: Buffer.from(`\ufeff${text}`) },
    { what: 'compressed', body: gzipSync(bytes) },
    { what: 'damaged', body: Buffer.from(damaged(text)) },
    { what: 'cut off', body: bytes.subarray(0, Math.floor(bytes.length * 0.7)) },
  ])('$what is read alike in pieces of any size', async ({ body, what }) => {
    const whole = await coverageOrReason(body, Number.POSITIVE_INFINITY);
    for (const size of [1, 3, 7]) expect(await coverageOrReason(body, size)).toEqual(whole);
    if (what === 'damaged' || what === 'cut off') return;
    expect(whole).toMatchObject({ report: { format, outcome: 'parsed', warnings: [] } });
  });
});

test.each(['xml', 'UTF-16 LE', 'UTF-16 BE'])('XML in %s is read alike', async (encoding) => {
  const text = `\ufeff${SAMPLES.clover.replace(/^<\?xml.*\n/, '')}`;
  const little = Buffer.from(text, 'utf16le');
  const body = encoding === 'UTF-16 BE' ? little.swap16() : little;
  const expected = await coverageOrReason(SAMPLES.clover);
  expect(await coverageOrReason(encoding === 'xml' ? text : body)).toEqual(expected);
});

/** What edits put into reports: parts of the syntaxes, numbers, and bytes that are no UTF-8. */
const ADDED = [
  ...['<', '>', '"', '{', '}', '[', ']', ',', ':', '\\', '\n', '\r\n', ' ', '-', '9', '1e9', '0.5'],
  ...['null', 'SF:', 'DA:', 'end_of_record\n', 'mode: set\n', '<line ', '/>', '</class>', '<file>'],
  ...['"__proto__":', '\u20ac', '\0', '&amp;', '<!--', '99999999999999999999', 'x'.repeat(70)],
]
  .map((text) => Buffer.from(text))
  .concat([Buffer.from([0xff]), Buffer.from([0xe2, 0x82]), Buffer.from([0x1f, 0x8b])]);

const edited = fc
  .record({
    report: fc.constantFrom(...Object.values(SAMPLES)),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        dropped: fc.integer({ min: 0, max: 20 }),
        added: fc.constantFrom(...ADDED),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ report, edits }) =>
    edits.reduce<Buffer>((bytes, { at, dropped, added }) => {
      const position = Math.floor(at * bytes.length);
      const rest = bytes.subarray(position + dropped);
      return Buffer.concat([bytes.subarray(0, position), added, rest]);
    }, Buffer.from(report)),
  );

test('a report with edits is read alike in pieces of any size, and never fails in another way', async () => {
  await fc.assert(
    fc.asyncProperty(edited, fc.integer({ min: 1, max: 1500 }), async (bytes, size) => {
      const whole = await coverageOrReason(bytes, Number.POSITIVE_INFINITY);
      expect(inOrder(await coverageOrReason(bytes, size))).toEqual(inOrder(whole));
    }),
    { numRuns: budget(1500) },
  );
});

/** Returns a reading with its warnings in the order of the alphabet: those about characters come as pieces come. */
function inOrder(reading: Awaited<ReturnType<typeof coverageOrReason>>): unknown {
  if (typeof reading === 'string') return reading;
  const { files, report } = reading;
  return { files, report: { ...report, warnings: [...report.warnings].sort() } };
}
