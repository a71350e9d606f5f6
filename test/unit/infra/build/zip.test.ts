import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { strFromU8, unzipSync } from 'fflate';
import { zipFolder } from '../../../../infra/build/zip.ts';

describe('the ZIP archive of a folder', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zip-'));
    mkdirSync(join(folder, 'bundle/functions'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
    writeFileSync(join(folder, 'bundle/functions/main.mjs'), 'x = 1;\n'.repeat(1000));
    writeFileSync(join(folder, 'bundle/ünseen.txt'), '');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('has its files', async () => {
    const files = Object.entries(unzipSync(await zipFolder(folder)));
    expect(files.map(([name, content]) => [name, strFromU8(content)])).toStrictEqual([
      ['bundle/functions/main.mjs', 'x = 1;\n'.repeat(1000)],
      ['bundle/ünseen.txt', ''],
      ['package.json', '{"type":"module"}\n'],
    ]);
  });

  test('has the same bytes when the files have other times', async () => {
    const before = await zipFolder(folder);
    utimesSync(join(folder, 'package.json'), 1, 1);
    expect(await zipFolder(folder)).toStrictEqual(before);
  });
});
