import { describe, expect, test } from 'vitest';
import { ByteReader } from '../../../../../../shared/artifacts/syntax/bytes/byte-reader.ts';
import { inPieces } from '../../../../../support/bytes.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** Returns a source of pieces that records whether it has been closed, and that may fail at its end. */
function source(pieces: readonly string[], error?: Error) {
  const state = { isClosed: false };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece));
      if (error !== undefined) throw error;
    } finally {
      state.isClosed = true;
    }
  }
  return { state, reader: new ByteReader(bytes()) };
}

describe('take()', () => {
  test('returns bytes across pieces, and fewer bytes at the end', async () => {
    const { reader } = source(['ab', '', 'c', 'defg']);
    const taken = [await reader.take(1), await reader.take(3), await reader.take(9)].map(text);
    expect(taken).toEqual(['a', 'bcd', 'efg']);
    expect(await reader.take(1)).toHaveLength(0);
  });

  test('returns at least the minimum and at most the maximum', async () => {
    const { reader } = source(['ab', 'cdefg', 'hi']);
    const taken = [await reader.take(1, 5), await reader.take(2, 3), await reader.take(1, 9)];
    expect(taken.map(text)).toEqual(['ab', 'cde', 'fg']);
  });

  test('of 0 bytes does not read from the source', async () => {
    const { reader } = source(['ab']);
    expect(await reader.take(0)).toHaveLength(0);
    expect(text(await reader.take(9))).toBe('ab');
  });

  test('returns the bytes that were put back', async () => {
    const { reader } = source(['abc', 'd']);
    reader.unread((await reader.take(3)).subarray(1));
    expect(text(await reader.take(9))).toBe('bcd');
  });

  test('returns the bytes that were put back although the source overwrites them', async () => {
    const reader = new ByteReader(inPieces('abcdef', 4));
    reader.unread((await reader.take(3)).subarray(1));
    reader.unread(await reader.take(1));
    expect(text(await reader.take(5))).toBe('bcdef');
  });
});

test('an error is thrown after the bytes before it, and repeatedly', async () => {
  const { reader } = source(['abc'], new Error('away'));
  expect(text(await reader.take(9))).toBe('abc');
  await expect(reader.take(1)).rejects.toThrow('away');
  await expect(reader.take(1)).rejects.toThrow('away');
});

test('closing the reader closes the source', async () => {
  const { reader, state } = source(['abc', 'def']);
  await reader.take(1);
  await reader.close();
  expect(state.isClosed).toBe(true);
});
