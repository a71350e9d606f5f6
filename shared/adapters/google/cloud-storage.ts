import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { ObjectVersion } from '../../domain/object.ts';
import { messageOf, StoreUnavailableError } from '../../errors.ts';
import type { ArtifactStore, StoredObject } from '../../ports/artifact-store.ts';
import { GoogleService, ServiceError } from './service.ts';

/** Attempts to open an object: its generation may be replaced between the request for it and that for its bytes. */
const MAX_OPEN_ATTEMPTS = 5;
const NOT_FOUND = 404;
const OBJECT_FIELDS = 'name,generation,size,timeCreated';
const LISTED_FIELDS = `items(${OBJECT_FIELDS}),nextPageToken`;
/** Time within which the next bytes of an object have to arrive. */
const IDLE_TIMEOUT_MS = 60_000;

const SCOPE = 'https://www.googleapis.com/auth/devstorage.read_only';

export interface CloudStorageOptions {
  /** Whether to send requests without credentials, which a public bucket allows. */
  readonly anonymous: boolean;
  /** URL of an emulator, which is called without credentials. */
  readonly apiEndpoint?: string | undefined;
  /** Objects per page of a listing; the service's default is 1,000. */
  readonly pageSize?: number | undefined;
  /** Milliseconds within which the next bytes of an object have to arrive; by default a minute. */
  readonly idleTimeoutMs?: number | undefined;
}

/** The fields of an object resource that are used. `timeCreated` is the time of the generation, `updated` that of its metadata. */
const resourceSchema = z.object({
  name: z.string(),
  generation: z.union([z.string(), z.number()]).transform(String),
  size: z.union([z.string(), z.number()]).transform(Number),
  timeCreated: z.string().transform((time) => new Date(time).toISOString()),
});

const pageSchema = z.object({
  items: z.array(z.unknown()).default([]),
  nextPageToken: z.string().optional(),
});

/** Returns the store of all buckets of Cloud Storage. */
export function createCloudStorage(options: CloudStorageOptions): ArtifactStore {
  const { anonymous, apiEndpoint, pageSize, idleTimeoutMs = IDLE_TIMEOUT_MS } = options;
  const service = new GoogleService({
    origin: apiEndpoint ?? 'https://storage.googleapis.com',
    scope: anonymous || apiEndpoint !== undefined ? undefined : SCOPE,
  });
  return {
    list: (bucket, query = {}) =>
      list(service, bucket, { ...query, maxResults: pageSize?.toString() }),
    open: (bucket, name) => open(service, { bucket, name }, idleTimeoutMs),
  };
}

async function* list(
  service: GoogleService,
  bucket: string,
  query: Readonly<Record<string, string | undefined>>,
): AsyncIterable<ObjectVersion> {
  let pageToken: string | undefined;
  do {
    const page: unknown = await service
      .json(objectsPath(bucket), { query: { ...query, fields: LISTED_FIELDS, pageToken } })
      .catch(unavailable(`cannot list gs://${bucket}`));
    const { items, nextPageToken } = pageSchema.parse(page);
    for (const item of items) yield versionOf(bucket, item);
    pageToken = nextPageToken;
  } while (pageToken !== undefined && pageToken !== '');
}

async function open(
  service: GoogleService,
  { bucket, name }: { readonly bucket: string; readonly name: string },
  idleTimeoutMs: number,
): Promise<StoredObject | undefined> {
  for (let attempt = 1; attempt <= MAX_OPEN_ATTEMPTS; attempt++) {
    const version = await newestVersion(service, bucket, name);
    if (version === undefined) return undefined;
    const stream = await openVersion(service, version);
    if (stream !== undefined) return { version, bytes: readAll(stream, version, idleTimeoutMs) };
  }
  throw new StoreUnavailableError(
    `cannot open ${url(bucket, name)}: it was replaced during each of ${MAX_OPEN_ATTEMPTS} attempts`,
  );
}

async function newestVersion(
  service: GoogleService,
  bucket: string,
  name: string,
): Promise<ObjectVersion | undefined> {
  try {
    const query = { fields: OBJECT_FIELDS };
    return versionOf(bucket, await service.json(objectPath(bucket, name), { query }));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    return unavailable(`cannot read the metadata of ${url(bucket, name)}`)(error);
  }
}

/** Opens one generation and waits for its answer. Returns `undefined` if the generation no longer exists. */
async function openVersion(
  service: GoogleService,
  { bucket, name, generation }: ObjectVersion,
): Promise<Readable | undefined> {
  try {
    return await service.send(objectPath(bucket, name), {
      query: { alt: 'media', generation },
      // Otherwise the service would unpack an object with the Content-Encoding gzip.
      headers: { 'accept-encoding': 'gzip' },
    });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    return unavailable(`cannot read ${url(bucket, name)}`)(error);
  }
}

function objectsPath(bucket: string): string {
  return `/storage/v1/b/${encodeURIComponent(bucket)}/o`;
}

function objectPath(bucket: string, name: string): string {
  return `${objectsPath(bucket)}/${encodeURIComponent(name)}`;
}

/**
 * Returns the bytes of an object, and checks that all of them arrived: a connection that ends early can end cleanly.
 *
 * @throws StoreUnavailableError if there are more or fewer bytes than the object has, or none for too long
 */
async function* readAll(
  stream: Readable,
  version: ObjectVersion,
  idleTimeoutMs: number,
): AsyncIterable<Uint8Array> {
  const fail = unavailable(`cannot read ${url(version.bucket, version.name)} to its end`);
  let length = 0;
  try {
    for await (const chunk of withDeadline(stream, idleTimeoutMs)) {
      length += chunk.length;
      yield chunk;
    }
  } catch (error) {
    fail(error);
  }
  if (length !== version.sizeBytes) {
    fail(new Error(`${length} bytes arrived, and the object has ${version.sizeBytes}`));
  }
}

/** Returns the bytes of a stream, which is destroyed if the next ones do not arrive in time. */
async function* withDeadline(stream: Readable, idleTimeoutMs: number): AsyncIterable<Uint8Array> {
  const chunks = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const deadline = setTimeout(() => {
        stream.destroy(new Error(`nothing arrived for ${idleTimeoutMs / 1000} seconds`));
      }, idleTimeoutMs);
      const next = await chunks.next().finally(() => {
        clearTimeout(deadline);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await chunks.return?.();
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
  return error instanceof ServiceError && error.status === NOT_FOUND;
}

function unavailable(what: string): (cause: unknown) => never {
  return (cause) => {
    throw new StoreUnavailableError(`${what}: ${messageOf(cause)}`, { cause });
  };
}
