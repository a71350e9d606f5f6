import { describe, expect, test } from 'vitest';
import { decodeXml } from '../../../../../../shared/artifacts/syntax/bytes/decode.ts';
import { withoutIllegal } from '../../../../../../shared/artifacts/syntax/bytes/xml-characters.ts';
import type { XmlPiece } from '../../../../../../shared/artifacts/syntax/bytes/xml-piece.ts';
import { Warnings } from '../../../../../../shared/artifacts/syntax/warnings.ts';
import { inPieces } from '../../../../../support/bytes.ts';

/** Returns a piece as text, in which U+FFFD stands for what XML does not allow. */
function textOf({ bytes, content }: XmlPiece): string {
  const text = bytes.toString('utf8');
  return content === 'unclean' ? withoutIllegal(text) : text;
}

async function decode(bytes: Uint8Array, size?: number) {
  const warnings = new Warnings();
  let text = '';
  for await (const chunk of decodeXml(inPieces(bytes, size), warnings)) {
    expect(chunk.byteLength(0)).toBe(0);
    text += textOf(chunk);
  }
  return { text, warnings: warnings.list() };
}

const declared = (encoding: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?><a>é</a>`;
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const swapped = (text: string): Buffer => utf16(text).swap16();
const bom = (...bytes: readonly number[]): Buffer => Buffer.from(bytes);
const LONG = `<a>${'é€😀'.repeat(2000)}</a>`;

describe.each([undefined, 1, 3, 1000])('in pieces of %s bytes', (size) => {
  test.each([
    { what: 'UTF-8', bytes: Buffer.from(declared('UTF-8')) },
    { what: 'UTF-8 without a declaration', bytes: Buffer.from('<a>é</a>') },
    {
      what: 'UTF-8 with a byte order mark',
      bytes: Buffer.concat([bom(0xef, 0xbb, 0xbf), Buffer.from(declared('utf8'))]),
    },
    { what: 'Latin-1', bytes: Buffer.from(declared('ISO-8859-1'), 'latin1') },
    { what: 'windows-1252', bytes: Buffer.from(declared('windows-1252'), 'latin1') },
    {
      what: 'UTF-16 LE with a byte order mark',
      bytes: Buffer.concat([bom(0xff, 0xfe), utf16(declared('UTF-16'))]),
    },
    {
      what: 'UTF-16 BE with a byte order mark',
      bytes: Buffer.concat([bom(0xfe, 0xff), swapped(declared('UTF-16'))]),
    },
    { what: 'UTF-16 without a byte order mark', bytes: utf16(declared('UTF-16LE')) },
  ])('$what', async ({ bytes }) => {
    const { text, warnings } = await decode(bytes, size);
    expect(text).toMatch(/<a>é<\/a>$/);
    expect(warnings).toEqual([]);
  });

  test('a long text with characters of all lengths', async () => {
    expect(await decode(Buffer.from(LONG), size)).toEqual({ text: LONG, warnings: [] });
  });
});

describe('errors in the encoding lead to a warning', () => {
  test.each([
    {
      what: 'a byte order mark that contradicts the declaration',
      bytes: Buffer.concat([bom(0xff, 0xfe), utf16(declared('UTF-8'))]),
      warning: 'declares encoding UTF-8, its first bytes are utf-16le',
    },
    {
      what: 'Latin-1 in UTF-8',
      bytes: Buffer.from(declared('UTF-8'), 'latin1'),
      warning: 'bytes that are not UTF-8 were replaced',
    },
    ...['US-ASCII', 'ascii'].map((encoding) => ({
      what: `Latin-1 in ${encoding}`,
      bytes: Buffer.from(declared(encoding), 'latin1'),
      warning: 'bytes that are not US-ASCII were read as windows-1252',
    })),
    {
      what: 'a truncated character',
      bytes: Buffer.from('<a>é').subarray(0, -1),
      warning: 'bytes that are not UTF-8 were replaced',
    },
    {
      what: 'control characters',
      bytes: Buffer.from('<a>\x1b[31m\0</a>'),
      warning: 'control characters were replaced',
    },
  ])('$what', async ({ bytes, warning }) => {
    const { text, warnings } = await decode(bytes);
    expect(text.includes('\0') || text.includes('\x1b')).toBe(false);
    expect(warnings).toEqual([warning]);
  });
});

test.each([
  { bytes: Buffer.from(declared('x-klingon')), reason: 'unknown encoding x-klingon' },
  {
    bytes: Buffer.concat([bom(0xff, 0xfe, 0, 0), Buffer.from('<')]),
    reason: 'UTF-32 is not supported',
  },
])('$reason', async ({ bytes, reason }) => {
  await expect(decode(bytes)).rejects.toThrow(reason);
});

test.each([
  { what: 'UTF-8', bytes: Buffer.concat([bom(0xef, 0xbb, 0xbf), Buffer.from(LONG)]), end: '</a>' },
  {
    what: 'UTF-16',
    bytes: Buffer.concat([bom(0xff, 0xfe), utf16(LONG)]),
    end: utf16('</a>'),
  },
])('a piece returns the byte offsets of its bytes in $what', async ({ bytes, end }) => {
  const at: number[] = [];
  for await (const chunk of decodeXml(inPieces(bytes, 1500), new Warnings())) {
    const index = chunk.bytes.indexOf('</a>');
    if (index >= 0) at.push(chunk.byteOffset + chunk.byteLength(index));
  }
  expect(at).toEqual([bytes.indexOf(end)]);
});

test.each([
  { encoding: 'UTF-8', bytes: Buffer.from(LONG.repeat(200)) },
  { encoding: 'UTF-16', bytes: Buffer.concat([bom(0xff, 0xfe), utf16(LONG.repeat(200))]) },
])('a piece of several megabytes is split into many strings, in $encoding', async ({ bytes }) => {
  let text = '';
  for await (const chunk of decodeXml(inPieces(bytes), new Warnings())) {
    expect(textOf(chunk).length).toBeLessThanOrEqual(128 * 1024);
    text += textOf(chunk);
  }
  expect(text).toBe(LONG.repeat(200));
});

test.each([2, 2000])(
  'the text before an error of the source is returned: %d bytes',
  async (size) => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield* inPieces('x'.repeat(size));
      throw new Error('the network is away');
    }
    let text = '';
    const reading = async (): Promise<void> => {
      for await (const chunk of decodeXml(failing(), new Warnings())) text += textOf(chunk);
    };
    await expect(reading()).rejects.toThrow('the network is away');
    expect(text).toBe('x'.repeat(size));
  },
);
