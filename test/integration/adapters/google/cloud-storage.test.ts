import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCloudStorage } from '../../../../shared/adapters/google/cloud-storage.ts';
import { AccessDeniedError, StoreUnavailableError } from '../../../../shared/errors.ts';
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
      fake.put(name, bytes, { isGzip: gzip });
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

  it('is reported as unavailable if other bytes arrive than the object has', async () => {
    // The checksum of "123456789" in the catalogue of CRC algorithms is e3069283.
    fake.put('object', Buffer.from('123456789'), { crc32c: '4waSgw==' });
    const read = async (): Promise<string> => {
      const object = await open();
      return await text(Readable.from(object?.bytes ?? []));
    };
    expect(await read()).toBe('123456789');
    failMedia((_, response) => {
      response.end('123456780');
      return true;
    });
    await expect(read()).rejects.toThrow(StoreUnavailableError);
    await expect(read()).rejects.toThrow('the object has 4waSgw==');
  });

  it('is reported as unavailable if a listing is not one', async () => {
    fake.intercept = (_, response) => {
      response.end('{"items": [{"name": 1}]}');
      return true;
    };
    const list = async (): Promise<void> => {
      for await (const { name } of store.list(fake.bucket)) expect(name).toBe('object');
    };
    await expect(list()).rejects.toThrow(StoreUnavailableError);
  });

  it('is reported as unavailable if nothing more arrives', async () => {
    store = createCloudStorage({
      anonymous: true,
      apiEndpoint: `http://${fake.address}`,
      answerTimeoutMs: 100,
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

  it.each([
    { status: 408, body: '' },
    { status: 429, body: '' },
    { status: 500, body: '' },
    { status: 503, body: '' },
    { status: 403, body: '{"error": {"errors": [{"reason": "rateLimitExceeded"}]}}' },
  ])('is asked again after status $status $body', async ({ status, body }) => {
    const count = failMedia((_, response) => {
      response.writeHead(status).end(body);
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
    await expect(opened).rejects.toThrow(AccessDeniedError);
    await expect(opened).rejects.toThrow('status 403: No permission');
    expect(count.asked).toBe(1);
  });
});
