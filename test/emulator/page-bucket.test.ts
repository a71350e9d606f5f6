import { Storage } from '@google-cloud/storage';
import { afterAll, beforeAll } from 'vitest';
import { createPageBucket } from '../../shared/adapters/google/page-bucket.ts';
import { describePageStoreContract } from '../contracts/page-store.ts';
import { PROJECT_ID, startCloudStorage, type CloudStorageEmulator } from './emulators.ts';

let emulator: CloudStorageEmulator;
let buckets = 0;

beforeAll(async () => {
  emulator = await startCloudStorage();
});
afterAll(() => emulator.close());

describePageStoreContract('Cloud Storage', async () => {
  const { apiEndpoint } = emulator;
  const bucket = `pages-${++buckets}`;
  const storage = new Storage({
    projectId: PROJECT_ID,
    apiEndpoint,
    useAuthWithCustomEndpoint: false,
  });
  await storage.createBucket(bucket);
  return { store: createPageBucket({ bucket, apiEndpoint }), close: () => Promise.resolve() };
});
