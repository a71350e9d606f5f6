import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { collectBytes } from '../../../../../../shared/artifacts/syntax/bytes/collect-bytes.ts';
import { gunzip } from '../../../../../../shared/artifacts/syntax/bytes/gunzip.ts';
import { DamagedArtifactError, StoreUnavailableError } from '../../../../../../shared/errors.ts';
import { inPieces } from '../../../../../support/bytes.ts';

async function read(bytes: AsyncIterable<Uint8Array>, maxBytes?: number): Promise<string> {
  return (await collectBytes(gunzip(bytes, maxBytes), Number.POSITIVE_INFINITY)).toString();
}

const TEXT = 'some text, again and again. '.repeat(5_000);

describe.each([1, 7, 4096, 1_000_000])('in pieces of %d bytes', (size) => {
  test('gzip data is decompressed', async () => {
    expect(await read(inPieces(gzipSync(TEXT), size))).toBe(TEXT);
  });

  test('gzip data inside of gzip data is decompressed', async () => {
    const twice = gzipSync(gzipSync(TEXT));
    expect(await read(inPieces(twice, size))).toBe(TEXT);
    await expect(read(inPieces(twice, size), 1000)).rejects.toThrow('expands to more than 1000');
  });

  test('a third layer is returned as it is', async () => {
    const once = gzipSync('x');
    const text = await read(inPieces(gzipSync(gzipSync(once)), size));
    expect(text).toBe(once.toString());
  });

  test.each(['', 'x', '\x1f', '\x1fy', 'plain'])('%j is returned unchanged', async (text) => {
    expect(await read(inPieces(Buffer.from(text, 'latin1'), size))).toBe(text);
  });
});

test('a checksum that begins in a slice of zlib and ends in the next piece is read', async () => {
  const body = Buffer.alloc(32_761, 'stored');
  const packed = gzipSync(body, { level: 0 });
  const slice = 10 + 32 * 1024;
  expect(packed.length - 8).toBe(slice - 2);
  for (let size = slice; size <= packed.length; size++) {
    expect(await read(inPieces(packed, size))).toBe(body.toString());
  }
});

describe('damaged gzip data', () => {
  test('is decompressed up to its end if it is truncated', async () => {
    const cut = gzipSync(TEXT).subarray(0, -200);
    const text = await read(inPieces(cut, 64));
    expect(TEXT.startsWith(text)).toBe(true);
  });

  test('leads to an error if it is corrupt', async () => {
    const corrupt = gzipSync(TEXT);
    corrupt.fill(0xff, 40, 80);
    await expect(read(inPieces(corrupt))).rejects.toThrow(DamagedArtifactError);
  });

  test('in the inner layer leads to an error after what can be read', async () => {
    const inner = gzipSync(TEXT);
    inner.fill(0xff, 40, 80);
    await expect(read(inPieces(gzipSync(inner)))).rejects.toThrow(DamagedArtifactError);
  });

  test('is rejected above the maximum size', async () => {
    await expect(read(inPieces(gzipSync(TEXT)), 1000)).rejects.toThrow(
      'expands to more than 1000 bytes',
    );
  });

  test('leads to the error of its source', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield* inPieces(gzipSync(TEXT).subarray(0, 50));
      throw new StoreUnavailableError('the network is away');
    }
    await expect(read(failing())).rejects.toThrow(StoreUnavailableError);
  });
});
