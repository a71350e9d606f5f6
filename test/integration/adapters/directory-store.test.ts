import { mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DirectoryStore } from '../../../shared/adapters/local/directory-store.ts';
import { StoreUnavailableError } from '../../../shared/errors.ts';
import { describeArtifactStoreContract } from '../../contracts/artifact-store.ts';

describeArtifactStoreContract('directory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ci-signal-store-'));
  return {
    store: new DirectoryStore(new Map([['bucket', folder]])),
    bucket: 'bucket',
    put: async (name, bytes) => {
      const path = join(folder, name);
      const before = await stat(path).catch(() => undefined);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
      // Two writes of a test can have the same time of modification, which uploads never have.
      if (before !== undefined) {
        const later = new Date(before.mtimeMs + 1000);
        await utimes(path, later, later);
      }
    },
    remove: (name) => rm(join(folder, name)),
    close: () => rm(folder, { recursive: true }),
  };
});

test('a rewrite that keeps the size and the time of modification is a new generation', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ci-signal-rewrite-'));
  const path = join(folder, 'finished.json');
  const store = new DirectoryStore(new Map([['bucket', folder]]));
  const generations: string[] = [];
  for (const body of ['{"passed":true} ', '{"passed":false}']) {
    await writeFile(path, body);
    await utimes(path, 0, 0);
    const { version } = (await store.open('bucket', 'finished.json')) ?? {};
    generations.push(version?.generation ?? '');
    expect(version?.updatedAt).toBe('1970-01-01T00:00:00.000Z');
    await setTimeout(20);
  }
  expect(Number(generations[1])).toBeGreaterThan(Number(generations[0]));
  await rm(folder, { recursive: true });
});

describe('links in a directory', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ci-signal-links-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function namesIn(root: string): Promise<readonly string[]> {
    const store = new DirectoryStore(new Map([['bucket', root]]));
    const names: string[] = [];
    for await (const { name } of store.list('bucket')) names.push(name);
    return names;
  }

  test('to folders are followed', async () => {
    await mkdir(join(folder, 'real/job'), { recursive: true });
    await mkdir(join(folder, 'bucket'));
    await writeFile(join(folder, 'real/job/a'), 'a');
    await symlink(join(folder, 'real'), join(folder, 'bucket/logs'));
    expect(await namesIn(join(folder, 'bucket'))).toEqual(['logs/job/a']);
  });

  test('to a folder on the way are not followed', async () => {
    await mkdir(join(folder, 'a'));
    await mkdir(join(folder, 'b'));
    await writeFile(join(folder, 'a/file'), 'a');
    await symlink('../b', join(folder, 'a/to-b'));
    await symlink('../a', join(folder, 'b/to-a'));
    await symlink('.', join(folder, 'b/self'));
    expect(await namesIn(folder)).toEqual(['a/file', 'b/to-a/file']);
  });

  test('that lead nowhere are left out, and a link to itself is an object that cannot be opened', async () => {
    await writeFile(join(folder, 'a'), 'a');
    await symlink('missing', join(folder, 'broken'));
    await symlink('loop', join(folder, 'loop'));
    const store = new DirectoryStore(new Map([['bucket', folder]]));
    expect(await namesIn(folder)).toEqual(['a', 'loop']);
    await expect(store.open('bucket', 'loop')).rejects.toThrow(StoreUnavailableError);
  });
});
