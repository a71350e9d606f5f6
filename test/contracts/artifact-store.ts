import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { StoreUnavailableError } from '../../shared/errors.ts';
import type {
  ArtifactStore,
  BrowsableStore,
  StoredObject,
} from '../../shared/ports/artifact-store.ts';

/** A store with a bucket of the test's own, and functions that change the bucket. */
export interface ArtifactStoreFixture {
  readonly store: BrowsableStore;
  /** Name of a bucket that exists and is empty. */
  readonly bucket: string;
  /** Writes an object or a new version of it; `gzip` sets its Content-Encoding and leaves the bytes as they are. */
  put(name: string, bytes: Uint8Array, options?: { readonly gzip?: boolean }): Promise<void>;
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;

/** Names in the order of their UTF-8 bytes, which differs from that of UTF-16 and from that of a walk through folders. */
const ORDERED_NAMES = [
  'Z/1',
  'a-b/1',
  'a.txt',
  'a/1',
  'a/10',
  'a/2',
  'a/b/c',
  'a0',
  'ab/1',
  'é/1',
  'ｚ/1',
  '😀/1',
];

const AWKWARD_NAMES = [
  'logs/a job/1/with space.xml',
  'logs/job/1/#1 of 2.xml',
  'logs/job/1/100%25 sure?.xml',
  'logs/job/1/a+b&c=d;e.xml',
  'logs/job/1/größe-テスト-😀.xml',
  'logs/job/1/[It] "quoted" (x)\'s.xml',
];

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

async function read(object: StoredObject | undefined): Promise<Buffer> {
  if (object === undefined) throw new Error('the object does not exist');
  return Buffer.concat(await collect(object.bytes));
}

function names(versions: readonly ObjectVersion[]): string[] {
  return versions.map((version) => version.name);
}

/** Defines the tests that every ArtifactStore passes. */
export function describeArtifactStoreContract(
  name: string,
  setup: () => Promise<ArtifactStoreFixture>,
): void {
  describe(`ArtifactStore: ${name}`, () => {
    let fixture: ArtifactStoreFixture;
    const text = (value: string): Buffer => Buffer.from(value);
    const list = async (options?: Parameters<ArtifactStore['list']>[1]): Promise<ObjectVersion[]> =>
      collect(fixture.store.list(fixture.bucket, options));
    const open = (object: string): Promise<StoredObject | undefined> =>
      fixture.store.open(fixture.bucket, object);
    const putAll = async (objects: readonly string[]): Promise<void> => {
      for (const object of objects.toReversed()) await fixture.put(object, text(object));
    };

    beforeEach(async () => {
      fixture = await setup();
    });
    afterEach(() => fixture.close());

    it('lists nothing in an empty bucket', async () => {
      expect(await list()).toEqual([]);
    });

    it('lists names in the order of their UTF-8 bytes', async () => {
      await putAll(ORDERED_NAMES);
      expect(names(await list())).toEqual(ORDERED_NAMES);
    });

    it('lists by prefix, which may end inside a name', async () => {
      await putAll(ORDERED_NAMES);
      expect(names(await list({ prefix: 'a/' }))).toEqual(['a/1', 'a/10', 'a/2', 'a/b/c']);
      expect(names(await list({ prefix: 'a/1' }))).toEqual(['a/1', 'a/10']);
      expect(names(await list({ prefix: 'nothing/' }))).toEqual([]);
    });

    it('lists from a start offset, which is included', async () => {
      await putAll(ORDERED_NAMES);
      for (const [index, startOffset] of ORDERED_NAMES.entries()) {
        expect(names(await list({ startOffset }))).toEqual(ORDERED_NAMES.slice(index));
      }
      expect(names(await list({ startOffset: 'a/11' }))).toEqual(ORDERED_NAMES.slice(5));
      expect(names(await list({ prefix: 'a/', startOffset: 'a/10' }))).toEqual(
        ORDERED_NAMES.slice(4, 7),
      );
    });

    it('lists the version, size and time of each object', async () => {
      const before = Date.now();
      await fixture.put('logs/job/1/finished.json', text('{"passed":true}'));
      const [version] = await list();
      expect(version).toEqual({
        bucket: fixture.bucket,
        name: 'logs/job/1/finished.json',
        generation: expect.stringMatching(/^[1-9]\d*$/),
        sizeBytes: 15,
        updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
      const updatedAt = Date.parse(version?.updatedAt ?? '');
      expect(Math.abs(updatedAt - before)).toBeLessThan(60_000);
    });

    it('lists lazily, so a listing can be abandoned', async () => {
      await putAll(ORDERED_NAMES);
      for await (const version of fixture.store.list(fixture.bucket)) {
        expect(version.name).toBe(ORDERED_NAMES[0]);
        break;
      }
    });

    it('lists the folders below a prefix, which may end inside a name, in the order of their UTF-8 bytes', async () => {
      await putAll([...ORDERED_NAMES, 'x/y/z/1']);
      const folders = (prefix: string) =>
        collect(fixture.store.listFolders(fixture.bucket, prefix));
      expect(await folders('')).toEqual(['Z/', 'a-b/', 'a/', 'ab/', 'x/', 'é/', 'ｚ/', '😀/']);
      expect(await folders('a')).toEqual(['a-b/', 'a/', 'ab/']);
      expect(await folders('a/')).toEqual(['a/b/']);
      expect(await folders('x/y/')).toEqual(['x/y/z/']);
      expect(await folders('nothing/')).toEqual([]);
    });

    it('throws for a bucket that cannot be listed', async () => {
      const listing = collect(fixture.store.list('no-such-bucket-anywhere'));
      await expect(listing).rejects.toThrow(StoreUnavailableError);
    });

    it('opens what it lists', async () => {
      await putAll(ORDERED_NAMES);
      for (const version of await list()) {
        const object = await open(version.name);
        expect(object?.version).toEqual(version);
        expect((await read(object)).toString()).toBe(version.name);
      }
    });

    it('accepts every name unchanged', async () => {
      await putAll(AWKWARD_NAMES);
      expect(names(await list()).toSorted()).toEqual(AWKWARD_NAMES.toSorted());
      for (const object of AWKWARD_NAMES) {
        expect((await read(await open(object))).toString()).toBe(object);
      }
    });

    it('does not open an object that never existed, is only a folder, or was deleted', async () => {
      await putAll(['logs/job/1/started.json', 'logs/job/2/started.json']);
      await fixture.remove('logs/job/2/started.json');
      expect(await open('logs/job/1/finished.json')).toBeUndefined();
      expect(await open('logs/job/1')).toBeUndefined();
      expect(await open('logs/job/2/started.json')).toBeUndefined();
      expect(names(await list())).toEqual(['logs/job/1/started.json']);
    });

    it('gives a rewritten object a greater generation', async () => {
      const generations: bigint[] = [];
      for (const content of ['one', 'two!', 'three']) {
        await fixture.put('object', text(content));
        const object = await open('object');
        expect(object?.version.sizeBytes).toBe(content.length);
        expect((await read(object)).toString()).toBe(content);
        generations.push(BigInt(object?.version.generation ?? 0));
      }
      expect(generations[1]).toBeGreaterThan(generations[0] ?? 0n);
      expect(generations[2]).toBeGreaterThan(generations[1] ?? 0n);
    });

    it('never returns the bytes of another version than it names', async () => {
      const old = Buffer.alloc(4 * MEGABYTE, 'old');
      await fixture.put('object', old);
      const object = await open('object');
      await fixture.put('object', Buffer.alloc(4 * MEGABYTE, 'new'));
      const bytes = await read(object).catch((error: unknown) => error);
      if (Buffer.isBuffer(bytes)) expect(bytes.equals(old)).toBe(true);
      else expect(bytes).toBeInstanceOf(StoreUnavailableError);
    });

    it('returns the bytes as they are stored', async () => {
      const zipped = gzipSync('<testsuite name="a"/>'.repeat(100));
      await fixture.put('encoded.xml', zipped, { gzip: true });
      await fixture.put('zipped.xml', zipped);
      await fixture.put('empty', Buffer.alloc(0));
      for (const object of ['encoded.xml', 'zipped.xml']) {
        const opened = await open(object);
        expect(opened?.version.sizeBytes).toBe(zipped.length);
        expect((await read(opened)).equals(zipped)).toBe(true);
      }
      expect(await read(await open('empty'))).toHaveLength(0);
    });

    it('returns a large object in parts', async () => {
      const part = Buffer.from(Array.from({ length: MEGABYTE }, (_, index) => (index * 7) % 251));
      const large = Buffer.concat(Array.from({ length: 32 }, () => part));
      await fixture.put('large', large);
      const object = await open('large');
      const hash = createHash('sha256');
      let parts = 0;
      for await (const chunk of object?.bytes ?? []) {
        hash.update(chunk);
        parts++;
      }
      expect(hash.digest('hex')).toBe(createHash('sha256').update(large).digest('hex'));
      expect(parts).toBeGreaterThan(4);
    });

    it('closes an object that is not read to its end', async () => {
      await fixture.put('large', Buffer.alloc(8 * MEGABYTE));
      for await (const chunk of (await open('large'))?.bytes ?? []) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
      expect(await read(await open('large'))).toHaveLength(8 * MEGABYTE);
    });
  });
}
