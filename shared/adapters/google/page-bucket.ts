import { text } from 'node:stream/consumers';
import { AccessDeniedError, messageOf, StoreUnavailableError } from '../../errors.ts';
import type { PageStore } from '../../ports/page-store.ts';
import { createCloudStorage } from './cloud-storage.ts';
import { GoogleService, ServiceError } from './service.ts';

const SCOPE = 'https://www.googleapis.com/auth/devstorage.read_write';

/** Types of objects by the ends of their names. */
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
};

/** Options of {@link createPageBucket}. */
export interface PageBucketOptions {
  readonly bucket: string;
  /** URL of an emulator, which is called without credentials. */
  readonly apiEndpoint?: string | undefined;
}

/** Returns the objects of a bucket of Cloud Storage as pages. */
export function createPageBucket({ bucket, apiEndpoint }: PageBucketOptions): PageStore {
  const isEmulated = apiEndpoint !== undefined;
  const store = createCloudStorage({ anonymous: isEmulated, apiEndpoint });
  const service = new GoogleService({
    origin: apiEndpoint ?? 'https://storage.googleapis.com',
    scope: isEmulated ? undefined : SCOPE,
  });
  return {
    put: async (name, body) => {
      const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain; charset=utf-8';
      try {
        await service.json(`/upload/storage/v1/b/${encodeURIComponent(bucket)}/o`, {
          query: { uploadType: 'media', name, fields: 'name' },
          content: { type, text: body },
        });
      } catch (error) {
        throw notWritten(`gs://${bucket}/${name}`, error);
      }
    },
    get: async (name) => {
      const object = await store.open(bucket, name);
      if (object === undefined) return undefined;
      const { version, bytes } = object;
      return { text: await text(bytes), writtenAt: Date.parse(version.updatedAt) };
    },
  };
}

function notWritten(url: string, cause: unknown): StoreUnavailableError {
  const message = `cannot write ${url}: ${messageOf(cause)}`;
  return cause instanceof ServiceError && cause.isDenied
    ? new AccessDeniedError(message, { cause })
    : new StoreUnavailableError(message, { cause });
}
