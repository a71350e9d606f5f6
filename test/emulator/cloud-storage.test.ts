import { Storage } from '@google-cloud/storage';
import { afterAll, beforeAll } from 'vitest';
import { createCloudStorage } from '../../shared/adapters/google/cloud-storage.ts';
import {
  describeArtifactStoreContract,
  type ArtifactStoreFixture,
} from '../contracts/artifact-store.ts';
import { PROJECT_ID, startCloudStorage, type CloudStorageEmulator } from './emulators.ts';

let emulator: CloudStorageEmulator;
let buckets = 0;

beforeAll(async () => {
  emulator = await startCloudStorage();
});
afterAll(() => emulator.close());

async function setup(options: {
  anonymous: boolean;
  pageSize?: number;
}): Promise<ArtifactStoreFixture> {
  const { apiEndpoint } = emulator;
  const storage = new Storage({
    projectId: PROJECT_ID,
    apiEndpoint,
    useAuthWithCustomEndpoint: false,
  });
  const bucket = `bucket-${++buckets}`;
  await storage.createBucket(bucket);
  return {
    store: createCloudStorage({ ...options, apiEndpoint }),
    bucket,
    put: (name, bytes, { gzip = false } = {}) =>
      storage
        .bucket(bucket)
        .file(name)
        .save(Buffer.from(bytes), {
          resumable: false,
          ...(gzip && { metadata: { contentEncoding: 'gzip' } }),
        }),
    remove: async (name) => {
      await storage.bucket(bucket).file(name).delete();
    },
    close: () => Promise.resolve(),
  };
}

describeArtifactStoreContract('Cloud Storage', () => setup({ anonymous: false }));
describeArtifactStoreContract('Cloud Storage, anonymous, in pages of two', () =>
  setup({ anonymous: true, pageSize: 2 }),
);
