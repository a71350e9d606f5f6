import { mkdtempSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { filesOf, zip } from '../../../../infra/build/zip.ts';

/** Returns the files of an archive as its directory lists them, after comparing their lengths and checksums. */
function unzip(archive: Buffer): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    expect(archive.toString('latin1', at, at + 4)).toBe('PK\x01\x02');
    const nameBytes = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameBytes);
    const local = archive.readUInt32LE(at + 42);
    expect(archive.toString('latin1', local, local + 4)).toBe('PK\x03\x04');
    const start = local + 30 + archive.readUInt16LE(local + 26);
    const content = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20)));
    expect([content.length, crc32(content)]).toStrictEqual([
      archive.readUInt32LE(at + 24),
      archive.readUInt32LE(at + 16),
    ]);
    files[name] = content.toString('utf8');
    at += 46 + nameBytes;
  }
  expect(at).toBe(end);
  return files;
}

describe('a ZIP archive', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zip-'));
    mkdirSync(join(folder, 'bundle/functions'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
    writeFileSync(join(folder, 'bundle/functions/main.mjs'), 'x = 1;\n'.repeat(1000));
    writeFileSync(join(folder, 'bundle/leer-ü.txt'), '');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('has the files of a folder', async () => {
    const archive = Buffer.from(zip(await filesOf(folder)));
    expect(unzip(archive)).toStrictEqual({
      'bundle/functions/main.mjs': 'x = 1;\n'.repeat(1000),
      'bundle/leer-ü.txt': '',
      'package.json': '{"type":"module"}\n',
    });
  });

  test('has the same bytes when the files have other times', async () => {
    const before = zip(await filesOf(folder));
    utimesSync(join(folder, 'package.json'), 1, 1);
    expect(zip(await filesOf(folder))).toStrictEqual(before);
  });

  test('of no files is empty', () => {
    expect(unzip(Buffer.from(zip([])))).toStrictEqual({});
  });
});
