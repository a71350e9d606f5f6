import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
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
