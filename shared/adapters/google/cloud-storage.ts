import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Storage, type Bucket, type File, type GetFilesOptions } from '@google-cloud/storage';
import { PassThroughClient } from 'google-auth-library';
import { z } from 'zod';
import type { ObjectVersion } from '../../domain/object.ts';
import { StoreUnavailableError } from '../../errors.ts';
import type { ArtifactStore, StoredObject } from '../../ports/artifact-store.ts';

/** How often an object may be rewritten between the look at it and the reading of it. */
const OPEN_ATTEMPTS = 5;
const NOT_FOUND = 404;
const LISTED_FIELDS = 'items(name,generation,size,timeCreated),nextPageToken';

export interface CloudStorageOptions {
  /** Whether to ask without credentials, as anybody may ask a public bucket. */
  readonly anonymous: boolean;
  /** URL of an emulator; it is asked without credentials. */
  readonly apiEndpoint?: string | undefined;
  /** Objects per page of a listing; the service's own choice (1,000) by default. */
  readonly pageSize?: number | undefined;
}

/** What is used of an object resource; `timeCreated` is the time of this generation, `updated` that of its metadata. */
const resourceSchema = z.object({
  name: z.string(),
  generation: z.union([z.string(), z.number()]).transform(String),
  size: z.union([z.string(), z.number()]).transform(Number),
  timeCreated: z.string().transform((time) => new Date(time).toISOString()),
});

/** Buckets of Cloud Storage. */
export function createCloudStorage(options: CloudStorageOptions): ArtifactStore {
  const { anonymous, apiEndpoint, pageSize } = options;
  const storage = new Storage({
    ...(anonymous && { authClient: new PassThroughClient() }),
    ...(apiEndpoint !== undefined && { apiEndpoint, useAuthWithCustomEndpoint: false }),
  });
  return {
    list: (bucket, query = {}) =>
      list(storage.bucket(bucket), {
        ...query,
        fields: LISTED_FIELDS,
        ...(pageSize !== undefined && { maxResults: pageSize }),
      }),
    open: (bucket, name) => open(storage.bucket(bucket), name),
  };
}

async function* list(bucket: Bucket, query: GetFilesOptions): AsyncIterable<ObjectVersion> {
  let next: GetFilesOptions | null = query;
  while (next) {
    // With chosen fields the items are resources as the service gives them, not files.
    const page: [readonly unknown[], GetFilesOptions | null, unknown] = await bucket
      .getFiles({ ...next, autoPaginate: false })
      .catch(unavailable(`cannot list gs://${bucket.name}`));
    for (const item of page[0]) yield versionOf(bucket.name, item);
    next = page[1];
  }
}

async function open(bucket: Bucket, name: string): Promise<StoredObject | undefined> {
  for (let attempt = 1; attempt <= OPEN_ATTEMPTS; attempt++) {
    const version = await newestVersion(bucket.file(name));
    if (version === undefined) return undefined;
    const stream = await openVersion(bucket, version);
    if (stream !== undefined) return { version, bytes: readAll(stream, version) };
  }
  throw new StoreUnavailableError(
    `${url(bucket.name, name)} was rewritten faster than it could be opened`,
  );
}

async function newestVersion(file: File): Promise<ObjectVersion | undefined> {
  try {
    const [resource] = await file.getMetadata();
    return versionOf(file.bucket.name, resource);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    return unavailable(`cannot look at ${url(file.bucket.name, file.name)}`)(error);
  }
}

/** Waits for the first bytes, so that a version that is gone by now is noticed here. */
async function openVersion(bucket: Bucket, version: ObjectVersion): Promise<Readable | undefined> {
  const file = bucket.file(version.name, { generation: version.generation });
  const stream = file.createReadStream({ decompress: false, validation: false });
  // The library itself hangs more listeners on a response than Node.js takes without a warning.
  stream.once('response', (response: Readable) => response.setMaxListeners(0));
  try {
    await once(stream, 'readable');
  } catch (error) {
    if (isNotFound(error)) return undefined;
    return unavailable(`cannot read ${url(bucket.name, version.name)}`)(error);
  }
  // An error before anybody reads must not end the process: readAll() comes across it.
  stream.on('error', () => undefined);
  return stream;
}

async function* readAll(stream: Readable, version: ObjectVersion): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    unavailable(`${url(version.bucket, version.name)} broke off`)(error);
  }
}

function versionOf(bucket: string, resource: unknown): ObjectVersion {
  const { name, generation, size, timeCreated } = resourceSchema.parse(resource);
  return { bucket, name, generation, sizeBytes: size, updatedAt: timeCreated };
}

function url(bucket: string, name: string): string {
  return `gs://${bucket}/${name}`;
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === NOT_FOUND;
}

function unavailable(what: string): (cause: unknown) => never {
  return (cause) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StoreUnavailableError(`${what}: ${why}`, { cause });
  };
}
