import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { coverageOrReason } from './coverage-of.ts';
import { SAMPLES } from './samples.ts';

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
