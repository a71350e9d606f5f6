import type { ObjectVersion } from '../domain/object.ts';

/** An object's version and its bytes. */
export interface StoredObject {
  readonly version: ObjectVersion;
  /** The bytes as they are stored, so an object of any name may be gzip data. They can be read once, and a piece is valid until the next one is asked for: it may be overwritten then. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Storage of artifacts: buckets, or directories laid out like buckets. */
export interface ArtifactStore {
  /**
   * Lists the objects whose name starts with `prefix`, in ascending order of the names' UTF-8 bytes.
   *
   * @param bucket name of the bucket
   * @param options `prefix` of the names (default: all names), and `startOffset`, the first name to list, which resumes a
   *   listing
   * @throws StoreUnavailableError if the bucket cannot be listed
   */
  list(
    bucket: string,
    options?: { readonly prefix?: string; readonly startOffset?: string },
  ): AsyncIterable<ObjectVersion>;

  /**
   * Opens the newest version of an object and returns that version with its bytes.
   *
   * @returns `undefined` when the object does not exist, or no longer exists
   * @throws StoreUnavailableError if the object cannot be opened now; reading the bytes may throw it as well
   */
  open(bucket: string, name: string): Promise<StoredObject | undefined>;
}

/** Storage whose folders can be listed without the objects in them: a folder is the part of names up to a `/`. */
export interface BrowsableStore extends ArtifactStore {
  /**
   * Lists the folders that are reached from a prefix by one more `/`, in ascending order of their names' UTF-8 bytes: the
   * prefix `logs/a` of an object `logs/ab/1/started.json` gives `logs/ab/`.
   *
   * @throws StoreUnavailableError if the bucket cannot be listed
   */
  listFolders(bucket: string, prefix: string): AsyncIterable<string>;
}
