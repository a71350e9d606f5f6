import { execFileSync } from 'node:child_process';
import {
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
  constants,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PageFolder } from '../../../shared/adapters/local/page-folder.ts';
import { StoreUnavailableError } from '../../../shared/errors.ts';
import { describePageStoreContract } from '../../contracts/page-store.ts';

describePageStoreContract('directory', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'ci-signal-pages-'));
  return {
    store: new PageFolder(join(parent, 'made')),
    close: () => rm(parent, { recursive: true }),
  };
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ci-signal-pages-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a writing leaves no other files', async () => {
  await new PageFolder(folder).put('a.html', 'a');
  expect(await readdir(folder)).toEqual(['a.html']);
});

test('a folder that is a file is told', async () => {
  await writeFile(join(folder, 'file'), '');
  const store = new PageFolder(join(folder, 'file'));
  await expect(store.put('a.html', 'a')).rejects.toThrow(StoreUnavailableError);
  await expect(store.get('a.html')).rejects.toThrow(/cannot read .*a\.html/);
  expect(await readdir(folder)).toEqual(['file']);
});

test('a link stays, and the file that it names is replaced', async () => {
  await mkdir(join(folder, 'other'));
  await writeFile(join(folder, 'other', 'page'), 'old');
  await symlink(join('other', 'page'), join(folder, 'a.html'));
  await new PageFolder(folder).put('a.html', 'new');
  expect((await lstat(join(folder, 'a.html'))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'other', 'page'), 'utf8')).toBe('new');
  expect(await readdir(join(folder, 'other'))).toEqual(['page']);
});

test('a pipe is written, and stays a pipe', async () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  // Opened for both, so that no opening waits for the other end.
  const reader = await open(path, constants.O_RDWR);
  try {
    await new PageFolder(folder).put('pipe', 'text');
    expect((await lstat(path)).isFIFO()).toBe(true);
    expect((await reader.read(Buffer.alloc(10), 0, 10)).bytesRead).toBe(4);
  } finally {
    await reader.close();
  }
});

test('a folder is not replaced', async () => {
  await mkdir(join(folder, 'a.html'));
  await expect(new PageFolder(folder).put('a.html', 'text')).rejects.toThrow(
    /cannot write .*a\.html: EISDIR/,
  );
});
