import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gunzip } from '../../../../../../shared/artifacts/syntax/bytes/gunzip.ts';
import { DamagedArtifactError } from '../../../../../../shared/errors.ts';
import { budget } from '../../../../../support/budget.ts';
import { inPieces } from '../../../../../support/bytes.ts';

/** Returns the decompressed text, and the error at its end. */
async function read(bytes: Uint8Array, size?: number): Promise<{ text: string; error: unknown }> {
  const chunks: Uint8Array[] = [];
  let error: unknown;
  try {
    for await (const chunk of gunzip(inPieces(bytes, size))) chunks.push(chunk);
  } catch (thrown) {
    error = thrown;
  }
  return { text: Buffer.concat(chunks).toString('latin1'), error };
}

/** Returns lines that do not repeat, so that they are still many slices after compression. */
function lines(count: number): string {
  return Array.from({ length: count }, (_, i) => `line ${(i * 2654435761) % 2 ** 32}\n`).join('');
}

/** A DEFLATE block of kind 3, which does not exist; two bits of a block define its kind. */
const NO_BLOCK = Buffer.from([0x07]);

/** Returns a gzip file that is corrupt after its text: the text is in a stored block, and the next block is invalid. */
function badBehind(text: Buffer): Buffer {
  const blocks: Uint8Array[] = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])];
  for (let at = 0; at < text.length; at += 0xffff) {
    const block = text.subarray(at, at + 0xffff);
    const header = Buffer.alloc(5);
    header.writeUInt16LE(block.length, 1);
    header.writeUInt16LE(0xffff - block.length, 3);
    blocks.push(header, block);
  }
  return Buffer.concat([...blocks, NO_BLOCK, Buffer.alloc(1000, 'more')]);
}

function with1BitLess(bytes: Buffer, fromEnd: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[changed.length - fromEnd] = (changed.at(-fromEnd) ?? 0) ^ 1;
  return changed;
}

describe.each([undefined, 1000])('in pieces of %s bytes', (size) => {
  test.each([1, 200, budget(100_000)])(
    '%d lines before bytes that are not DEFLATE',
    async (count) => {
      const text = lines(count);
      const got = await read(badBehind(Buffer.from(text)), size);
      expect(got.error).toEqual(new DamagedArtifactError('the gzip data is corrupt'));
      expect(got.text).toBe(text);
    },
  );

  test.each([8, 1])('a wrong byte, %d before the end', async (fromEnd) => {
    const text = lines(5000);
    const got = await read(with1BitLess(gzipSync(text), fromEnd), size);
    expect(got.error).toEqual(
      new DamagedArtifactError('the gzip data does not match its checksum'),
    );
    expect(got.text).toBe(text);
  });

  test('several members', async () => {
    const members = ['one', lines(5000), '', 'three'];
    const got = await read(Buffer.concat(members.map((text) => gzipSync(text))), size);
    expect(got).toEqual({ text: members.join(''), error: undefined });
  });

  test('a second member with a wrong checksum', async () => {
    const bytes = Buffer.concat([gzipSync('one'), with1BitLess(gzipSync('two'), 8), gzipSync('3')]);
    const { text, error } = await read(bytes, size);
    expect(error).toBeInstanceOf(DamagedArtifactError);
    expect(text).toBe('onetwo');
  });

  test.each(['x', 'garbage', '\x1f', '\x1fgarbage'])('%j after the end', async (garbage) => {
    const got = await read(Buffer.concat([gzipSync('text'), Buffer.from(garbage)]), size);
    expect(got.error).toEqual(new DamagedArtifactError('other data follows the gzip data'));
    expect(got.text).toBe('text');
  });

  test('zeros after the end', async () => {
    const bytes = Buffer.concat([gzipSync('text'), Buffer.alloc(5000)]);
    expect(await read(bytes, size)).toEqual({ text: 'text', error: undefined });
  });

  test('truncated within its trailer', async () => {
    const bytes = gzipSync('text').subarray(0, -3);
    expect(await read(bytes, size)).toEqual({ text: 'text', error: undefined });
  });
});

describe('truncated', () => {
  const whole = gzipSync(lines(20));

  test.each(Array.from({ length: whole.length - 2 }, (_, i) => i + 2))('at %d', async (length) => {
    const { text, error } = await read(whole.subarray(0, length), 10);
    expect(error).toBeUndefined();
    expect(lines(20).startsWith(text)).toBe(true);
  });
});

describe('headers', () => {
  const body = gzipSync('text').subarray(10);
  const header = (flags: number, ...rest: readonly Uint8Array[]): Buffer =>
    Buffer.concat([Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]), ...rest, body]);
  const extra = Buffer.from([3, 0, 1, 2, 3]);
  const name = Buffer.from('name\0');

  test.each([
    { what: 'a name', bytes: header(8, name) },
    { what: 'a comment', bytes: header(16, name) },
    { what: 'an extra field', bytes: header(4, extra) },
    { what: 'everything', bytes: header(31, extra, name, name, Buffer.alloc(2)) },
  ])('$what is skipped', async ({ bytes }) => {
    expect(await read(bytes)).toEqual({ text: 'text', error: undefined });
    expect(await read(bytes, 1)).toEqual({ text: 'text', error: undefined });
  });

  test.each([
    { what: 'another method', bytes: Buffer.from([0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 3]) },
    { what: 'unknown flags', bytes: header(0x20) },
  ])('$what is damage', async ({ bytes }) => {
    expect((await read(bytes)).error).toBeInstanceOf(DamagedArtifactError);
  });
});

test('a source that is not read to its end is closed', async () => {
  let isClosed = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield* inPieces(gzipSync(lines(100_000)), 1000);
    } finally {
      isClosed = true;
    }
  }
  for await (const piece of gunzip(source())) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  expect(isClosed).toBe(true);
});
