import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Storage } from '@google-cloud/storage';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCloudStorage } from '../../shared/adapters/google/cloud-storage.ts';
import { StoreUnavailableError } from '../../shared/errors.ts';
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

describe('a failing Cloud Storage', () => {
  const servers: Server[] = [];
  const metadata = {
    name: 'object',
    generation: '7',
    size: '1000',
    timeCreated: '2026-11-20T10:00:00Z',
  };

  afterAll(() => {
    for (const server of servers) server.closeAllConnections();
    for (const server of servers) server.close();
  });

  /** Starts a service that answers requests for the bytes of an object with `answer`, and returns its URL. */
  async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
    const server = createServer((request, response) => {
      if (request.url?.includes('alt=media')) answer?.(request, response);
      else response.setHeader('content-type', 'application/json').end(JSON.stringify(metadata));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('is reported as unavailable if the connection breaks off', async () => {
    const apiEndpoint = await serve((_, response) => {
      response.setHeader('content-length', 1000);
      response.write('a'.repeat(500));
      setTimeout(() => response.destroy(), 100);
    });
    const object = await createCloudStorage({ anonymous: true, apiEndpoint }).open(
      'bucket',
      'object',
    );
    const read = async (): Promise<void> => {
      for await (const chunk of object?.bytes ?? []) expect(chunk).toHaveLength(500);
    };
    await expect(read()).rejects.toThrow(StoreUnavailableError);
  });

  it('is queried again if the object has been rewritten in the meantime', async () => {
    const asked: (string | undefined)[] = [];
    const apiEndpoint = await serve((request, response) => {
      asked.push(request.url);
      if (asked.length === 1) response.writeHead(404).end('No such object');
      else response.end('a'.repeat(1000));
    });
    const object = await createCloudStorage({ anonymous: true, apiEndpoint }).open(
      'bucket',
      'object',
    );
    expect(object?.version.generation).toBe('7');
    expect(asked).toHaveLength(2);
    expect(asked[0]).toContain('generation=7');
  });

  it('is reported as unavailable if access is denied', async () => {
    const apiEndpoint = await serve((_, response) => response.writeHead(403).end('No'));
    const opened = createCloudStorage({ anonymous: true, apiEndpoint }).open('bucket', 'object');
    await expect(opened).rejects.toThrow(StoreUnavailableError);
  });
});
