import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countFiles } from '../../../shared/adapters/local/local-files.ts';

test('files are counted in all folders and behind links, as they are listed; a directory that does not exist has none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'count-'));
  try {
    mkdirSync(join(folder, 'a/b/c'), { recursive: true });
    for (const name of ['1', 'a/2', 'a/b/c/3', 'a/b/c/4']) writeFileSync(join(folder, name), '');
    symlinkSync('a/b', join(folder, 'link'));
    symlinkSync('.', join(folder, 'loop'));
    expect(await countFiles(folder)).toBe(4 + 2);
    expect(await countFiles(join(folder, 'none'))).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
