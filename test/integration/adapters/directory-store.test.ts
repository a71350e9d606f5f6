import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DirectoryStore } from '../../../shared/adapters/local/directory-store.ts';
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
