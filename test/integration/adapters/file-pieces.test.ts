import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filePieces } from '../../../shared/adapters/local/file-pieces.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ci-signal-pieces-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function digestOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

test.each([0, 1, 1000, 256 * 1024, 256 * 1024 + 1, 3_000_000])(
  'a file of %d bytes is read whole',
  async (size) => {
    const path = join(folder, 'file');
    const body = Buffer.from(Array.from({ length: size }, (_, i) => (i * i) % 251));
    writeFileSync(path, body);
    expect(await digestOf(filePieces(path))).toBe(createHash('sha256').update(body).digest('hex'));
  },
);

test('a file that grows after the beginning of the reading is read to its end', async () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'begun');
  let text = '';
  for await (const piece of filePieces(path)) {
    if (text === '') writeFileSync(path, 'begun and ended');
    text += Buffer.from(piece).toString();
  }
  expect(text).toBe('begun and ended');
});

test('a file that was short when its reading began is read in few pieces', async () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'x');
  const lengths: number[] = [];
  for await (const piece of filePieces(path)) {
    if (lengths.length === 0) writeFileSync(path, Buffer.alloc(20_000));
    lengths.push(piece.length);
  }
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(20_000);
  expect(lengths.length).toBeLessThan(10);
});

test('a pipe is read', async () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const [read] = await Promise.all([digestOf(filePieces(path)), writeFile(path, 'from a pipe')]);
  expect(read).toBe(createHash('sha256').update('from a pipe').digest('hex'));
});

test('a missing file is an error when the first piece is asked for', async () => {
  const pieces = filePieces(join(folder, 'missing'));
  await expect(pieces.next()).rejects.toThrow('ENOENT');
});

test('a file whose reading ends early is closed', async () => {
  const path = join(folder, 'file');
  writeFileSync(path, Buffer.alloc(1_000_000));
  const openFiles = (): number => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  for (let i = 0; i < 50; i++) {
    for await (const piece of filePieces(path)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
  }
  expect(openFiles()).toBeLessThan(before + 25);
});

test('other work gets its turn during the reading', async () => {
  const path = join(folder, 'file');
  writeFileSync(path, Buffer.alloc(20_000_000));
  let hasEnded = false;
  const reading = digestOf(filePieces(path)).then(() => {
    hasEnded = true;
  });
  await setTimeout(0);
  expect(hasEnded).toBe(false);
  await reading;
});
