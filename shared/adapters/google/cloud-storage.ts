import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Storage, type Bucket, type File, type GetFilesOptions } from '@google-cloud/storage';
import { PassThroughClient } from 'google-auth-library';
import { z } from 'zod';
import type { ObjectVersion } from '../../domain/object.ts';
import { messageOf, StoreUnavailableError } from '../../errors.ts';
import type { ArtifactStore, StoredObject } from '../../ports/artifact-store.ts';

/** Attempts to open an object: its generation may be replaced between the request for it and that for its bytes. */
const MAX_OPEN_ATTEMPTS = 5;
const NOT_FOUND = 404;
const LISTED_FIELDS = 'items(name,generation,size,timeCreated),nextPageToken';

export interface CloudStorageOptions {
  /** Whether to send requests without credentials, which a public bucket allows. */
  readonly anonymous: boolean;
  /** URL of an emulator, which is called without credentials. */
  readonly apiEndpoint?: string | undefined;
  /** Objects per page of a listing; the service's default is 1,000. */
  readonly pageSize?: number | undefined;
}

/** The fields of an object resource that are used. `timeCreated` is the time of the generation, `updated` that of its metadata. */
const resourceSchema = z.object({
  name: z.string(),
  generation: z.union([z.string(), z.number()]).transform(String),
  size: z.union([z.string(), z.number()]).transform(Number),
  timeCreated: z.string().transform((time) => new Date(time).toISOString()),
});

/** Returns the store of all buckets of Cloud Storage. */
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
    // With a selection of fields the library returns plain resources instead of files.
    const page: [readonly unknown[], GetFilesOptions | null, unknown] = await bucket
      .getFiles({ ...next, autoPaginate: false })
      .catch(unavailable(`cannot list gs://${bucket.name}`));
    for (const item of page[0]) yield versionOf(bucket.name, item);
    next = page[1];
  }
}

async function open(bucket: Bucket, name: string): Promise<StoredObject | undefined> {
  for (let attempt = 1; attempt <= MAX_OPEN_ATTEMPTS; attempt++) {
    const version = await newestVersion(bucket.file(name));
    if (version === undefined) return undefined;
    const stream = await openVersion(bucket, version);
    if (stream !== undefined) return { version, bytes: readAll(stream, version) };
  }
  throw new StoreUnavailableError(
    `cannot open ${url(bucket.name, name)}: it was replaced during each of ${MAX_OPEN_ATTEMPTS} attempts`,
  );
}

async function newestVersion(file: File): Promise<ObjectVersion | undefined> {
  try {
    const [resource] = await file.getMetadata();
    return versionOf(file.bucket.name, resource);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    return unavailable(`cannot read the metadata of ${url(file.bucket.name, file.name)}`)(error);
  }
}

/** Opens one generation and waits for its first bytes. Returns `undefined` if the generation no longer exists. */
async function openVersion(bucket: Bucket, version: ObjectVersion): Promise<Readable | undefined> {
  const file = bucket.file(version.name, { generation: version.generation });
  const stream = file.createReadStream({ decompress: false, validation: false });
  // The library adds more listeners to a response than Node.js accepts without a warning.
  stream.once('response', (response: Readable) => response.setMaxListeners(0));
  try {
    await once(stream, 'readable');
  } catch (error) {
    if (isNotFound(error)) return undefined;
    return unavailable(`cannot read ${url(bucket.name, version.name)}`)(error);
  }
  // Without a listener an error before the first read would end the process; readAll() reports it.
  stream.on('error', () => undefined);
  return stream;
}

async function* readAll(stream: Readable, version: ObjectVersion): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    unavailable(`cannot read ${url(version.bucket, version.name)} to its end`)(error);
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
    throw new StoreUnavailableError(`${what}: ${messageOf(cause)}`, { cause });
  };
}
