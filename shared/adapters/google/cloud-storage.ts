import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { ObjectVersion } from '../../domain/object.ts';
import { AccessDeniedError, messageOf, StoreUnavailableError } from '../../errors.ts';
import type { BrowsableStore, StoredObject } from '../../ports/artifact-store.ts';
import { ANSWER_TIMEOUTS_MS } from '../../retry/policies.ts';
import { checkedBytes } from './checked-bytes.ts';
import { GoogleService, ServiceError } from './service.ts';

/** Attempts to open an object: its generation may be replaced between the request for it and that for its bytes. */
const MAX_OPEN_ATTEMPTS = 5;
const NOT_FOUND = 404;
const LISTED_OBJECT_FIELDS = 'name,generation,size,timeCreated';
const OBJECT_FIELDS = `${LISTED_OBJECT_FIELDS},crc32c`;
const LISTED_FIELDS = `items(${LISTED_OBJECT_FIELDS}),nextPageToken`;
const FOLDER_FIELDS = 'prefixes,nextPageToken';
const SCOPE = 'https://www.googleapis.com/auth/devstorage.read_only';

export interface CloudStorageOptions {
  /** Whether to send requests without credentials, which a public bucket allows. */
  readonly anonymous: boolean;
  /** URL of an emulator, which is called without credentials. */
  readonly apiEndpoint?: string | undefined;
  /** Objects per page of a listing; the service's default is 1,000. */
  readonly pageSize?: number | undefined;
  /** Milliseconds within which an answer, and the next bytes of an object, have to arrive; by default a minute. */
  readonly answerTimeoutMs?: number | undefined;
  /** Is called with each request that is sent, repetitions included. */
  readonly onRequest?: (() => void) | undefined;
}

/** The fields of an object resource that are used. `timeCreated` is the time of the generation, `updated` that of its metadata. */
const resourceSchema = z.object({
  name: z.string(),
  generation: z.union([z.string(), z.number()]).transform(String),
  size: z.union([z.string(), z.number()]).transform(Number),
  timeCreated: z.string().transform((time) => new Date(time).toISOString()),
  crc32c: z.string().optional(),
});

type ObjectResource = z.infer<typeof resourceSchema>;

const pageSchema = z.object({
  items: z.array(resourceSchema).default([]),
  prefixes: z.array(z.string()).default([]),
  nextPageToken: z.string().optional(),
});

/** Returns the store of all buckets of Cloud Storage. */
export function createCloudStorage(options: CloudStorageOptions): BrowsableStore {
  const { anonymous, apiEndpoint, pageSize, onRequest } = options;
  const { answerTimeoutMs = ANSWER_TIMEOUTS_MS.storage } = options;
  const service = new GoogleService({
    origin: apiEndpoint ?? 'https://storage.googleapis.com',
    scope: anonymous || apiEndpoint !== undefined ? undefined : SCOPE,
    answerTimeoutMs,
    onRequest,
  });
  const maxResults = pageSize?.toString();
  return {
    list: (bucket, query = {}) => list(service, bucket, { ...query, maxResults }),
    listFolders: (bucket, prefix) => listFolders(service, bucket, { prefix, maxResults }),
    open: (bucket, name) => open(service, { bucket, name }, answerTimeoutMs),
  };
}

type ListQuery = Readonly<Record<string, string | undefined>>;

async function* list(
  service: GoogleService,
  bucket: string,
  query: ListQuery,
): AsyncIterable<ObjectVersion> {
  for await (const { items } of pages(service, bucket, { ...query, fields: LISTED_FIELDS })) {
    for (const item of items) yield versionOf(bucket, item);
  }
}

async function* listFolders(
  service: GoogleService,
  bucket: string,
  query: ListQuery,
): AsyncIterable<string> {
  const folders = { ...query, delimiter: '/', fields: FOLDER_FIELDS };
  let last: string | undefined;
  for await (const { prefixes } of pages(service, bucket, folders)) {
    for (const folder of prefixes) {
      // Some implementations name a folder in each page that has objects of it.
      if (folder !== last) yield folder;
      last = folder;
    }
  }
}

async function* pages(
  service: GoogleService,
  bucket: string,
  query: ListQuery,
): AsyncIterable<z.infer<typeof pageSchema>> {
  let pageToken: string | undefined;
  do {
    const page = await service
      .json(objectsPath(bucket), { query: { ...query, pageToken } })
      .then((answer) => pageSchema.parse(answer))
      .catch(unavailable(`cannot list gs://${bucket}`));
    yield page;
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined && pageToken !== '');
}

async function open(
  service: GoogleService,
  { bucket, name }: { readonly bucket: string; readonly name: string },
  idleTimeoutMs: number,
): Promise<StoredObject | undefined> {
  for (let attempt = 1; attempt <= MAX_OPEN_ATTEMPTS; attempt++) {
    const resource = await newestResource(service, bucket, name);
    if (resource === undefined) return undefined;
    const version = versionOf(bucket, resource);
    const stream = await openVersion(service, version);
    if (stream === undefined) continue;
    const { crc32c } = resource;
    return { version, bytes: checkedBytes(stream, { version, crc32c, idleTimeoutMs }) };
  }
  throw new StoreUnavailableError(
    `cannot open ${url(bucket, name)}: it was replaced during each of ${MAX_OPEN_ATTEMPTS} attempts`,
  );
}

async function newestResource(
  service: GoogleService,
  bucket: string,
  name: string,
): Promise<ObjectResource | undefined> {
  try {
    const query = { fields: OBJECT_FIELDS };
    return resourceSchema.parse(await service.json(objectPath(bucket, name), { query }));
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

function versionOf(bucket: string, resource: ObjectResource): ObjectVersion {
  const { name, generation, size, timeCreated } = resource;
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
    const message = `${what}: ${messageOf(cause)}`;
    const isDenied = cause instanceof ServiceError && cause.isDenied;
    throw isDenied
      ? new AccessDeniedError(message, { cause })
      : new StoreUnavailableError(message, { cause });
  };
}
