import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createCloudStorage } from '../../../../shared/adapters/google/cloud-storage.ts';
import { StoreUnavailableError } from '../../../../shared/errors.ts';
import type { ArtifactStore } from '../../../../shared/ports/artifact-store.ts';
import {
  describeArtifactStoreContract,
  type ArtifactStoreFixture,
} from '../../../contracts/artifact-store.ts';
import { FakeGoogle } from '../../../support/fake-google.ts';

async function setup(pageSize?: number): Promise<ArtifactStoreFixture> {
  const fake = await FakeGoogle.start();
  const apiEndpoint = `http://${fake.address}`;
  return {
    store: createCloudStorage({ anonymous: true, apiEndpoint, pageSize }),
    bucket: fake.bucket,
    put: (name, bytes, { gzip = false } = {}) => {
      fake.put(name, bytes, gzip);
      return Promise.resolve();
    },
    remove: (name) => {
      fake.remove(name);
      return Promise.resolve();
    },
    close: () => fake.close(),
  };
}

describeArtifactStoreContract('Cloud Storage', () => setup());
describeArtifactStoreContract('Cloud Storage, in pages of two', () => setup(2));

describe('a failing Cloud Storage', () => {
  let fake: FakeGoogle;
  let store: ArtifactStore;

  beforeEach(async () => {
    fake = await FakeGoogle.start();
    fake.put('object', Buffer.alloc(1000, 'a'));
    store = createCloudStorage({ anonymous: true, apiEndpoint: `http://${fake.address}` });
  });
  afterEach(() => fake.close());

  const open = () => store.open(fake.bucket, 'object');

  /** Answers the first requests for the bytes of the object by another function. */
  function failMedia(answer: FakeGoogle['intercept'], times = Infinity): { asked: number } {
    const count = { asked: 0 };
    fake.intercept = (request, response) => {
      if (request.url?.includes('alt=media') !== true) return false;
      count.asked++;
      return count.asked <= times && answer(request, response);
    };
    return count;
  }

  it('is reported as unavailable if the connection breaks off', async () => {
    failMedia((_, response) => {
      response.setHeader('content-length', 1000);
      response.write('a'.repeat(500));
      setTimeout(() => response.destroy(), 50);
      return true;
    });
    const object = await open();
    const read = async (): Promise<void> => {
      for await (const chunk of object?.bytes ?? []) expect(chunk).toHaveLength(500);
    };
    await expect(read()).rejects.toThrow(StoreUnavailableError);
  });

  it.each([
    { about: 'fewer bytes than the object has', length: 400 },
    { about: 'more bytes than the object has', length: 1001 },
    { about: 'no bytes', length: 0 },
  ])('is reported as unavailable if the answer ends cleanly with $about', async ({ length }) => {
    failMedia((_, response) => {
      response.end('a'.repeat(length));
      return true;
    });
    const object = await open();
    const read = async (): Promise<void> => {
      for await (const chunk of object?.bytes ?? []) expect(chunk.length).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toThrow(`${length} bytes arrived, and the object has 1000`);
  });

  it('is reported as unavailable if nothing more arrives', async () => {
    store = createCloudStorage({
      anonymous: true,
      apiEndpoint: `http://${fake.address}`,
      idleTimeoutMs: 100,
    });
    failMedia((_, response) => {
      response.setHeader('content-length', 1000);
      response.write('a'.repeat(500));
      return true;
    });
    const object = await open();
    const read = async (): Promise<void> => {
      for await (const chunk of object?.bytes ?? []) expect(chunk).toHaveLength(500);
    };
    await expect(read()).rejects.toThrow(StoreUnavailableError);
  });

  it('is queried again if the object has been rewritten in the meantime', async () => {
    const count = failMedia((_, response) => {
      response.writeHead(404).end('No such object');
      return true;
    }, 1);
    expect((await open())?.version.sizeBytes).toBe(1000);
    expect(count.asked).toBe(2);
  });

  it.each([429, 503])('is asked again after status %d', async (status) => {
    const count = failMedia((_, response) => {
      response.writeHead(status).end();
      return true;
    }, 2);
    expect((await open())?.version.sizeBytes).toBe(1000);
    expect(count.asked).toBe(3);
  });

  it('is asked again after a connection that was closed without an answer', async () => {
    const count = failMedia((request) => {
      request.socket.destroy();
      return true;
    }, 1);
    expect((await open())?.version.sizeBytes).toBe(1000);
    expect(count.asked).toBe(2);
  });

  it('is reported as unavailable if access is denied, with the reason, after one request', async () => {
    const count = failMedia((_, response) => {
      response.writeHead(403).end('{"error": {"message": "No permission"}}');
      return true;
    });
    const opened = open();
    await expect(opened).rejects.toThrow(StoreUnavailableError);
    await expect(opened).rejects.toThrow('status 403: No permission');
    expect(count.asked).toBe(1);
  });
});
