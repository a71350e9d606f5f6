import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPageBucket } from '../../../../shared/adapters/google/page-bucket.ts';
import { AccessDeniedError, StoreUnavailableError } from '../../../../shared/errors.ts';
import type { PageStore } from '../../../../shared/ports/page-store.ts';
import { describePageStoreContract } from '../../../contracts/page-store.ts';
import { FakeGoogle } from '../../../support/fake-google.ts';

describePageStoreContract('Cloud Storage', async () => {
  const fake = await FakeGoogle.start();
  const apiEndpoint = `http://${fake.address}`;
  return {
    store: createPageBucket({ bucket: fake.bucket, apiEndpoint }),
    close: () => fake.close(),
  };
});

describe('a bucket', () => {
  let fake: FakeGoogle;
  let store: PageStore;

  beforeEach(async () => {
    fake = await FakeGoogle.start();
    store = createPageBucket({ bucket: fake.bucket, apiEndpoint: `http://${fake.address}` });
  });
  afterEach(() => fake.close());

  function answering(statuses: readonly number[]): void {
    const left = [...statuses];
    fake.intercept = (_request, response) => {
      const status = left.shift();
      if (status === undefined) return false;
      response.writeHead(status).end();
      return true;
    };
  }

  test.each([
    ['a.html', 'text/html; charset=utf-8'],
    ['a.json', 'application/json'],
    ['a.md', 'text/markdown; charset=utf-8'],
    ['a', 'text/plain; charset=utf-8'],
  ])('%s has the type %s', async (name, type) => {
    await store.put(name, 'a');
    expect(fake.types.get(name)).toBe(type);
  });

  test('is written again after a temporary failure', async () => {
    answering([503]);
    await store.put('a.html', 'a');
    expect((await store.get('a.html'))?.text).toBe('a');
  });

  test.each([
    ['is denied', 403, AccessDeniedError],
    ['does not exist', 404, StoreUnavailableError],
  ])('that %s is told', async (_what, status, error) => {
    answering([status]);
    const writing = store.put('a.html', 'a');
    await expect(writing).rejects.toThrow(error);
    await expect(writing).rejects.toThrow('cannot write gs://artifacts/a.html');
  });
});
