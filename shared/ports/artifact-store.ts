import type { ObjectVersion } from '../domain/object.ts';

/** An object's version together with its bytes. */
export interface StoredObject {
  readonly version: ObjectVersion;
  /** The bytes as they are stored: gzip under any name is possible. To be consumed once. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Where artifacts are kept: a bucket, or a folder laid out like one. */
export interface ArtifactStore {
  /**
   * Lists the objects whose name starts with `prefix`, in ascending order of the names' UTF-8 bytes.
   *
   * @param bucket name of the bucket
   * @param options `prefix` (default: all) and `startOffset`: the first name to list, for going on where a listing ended
   * @throws StoreUnavailableError when the bucket cannot be listed
   */
  list(
    bucket: string,
    options?: { readonly prefix?: string; readonly startOffset?: string },
  ): AsyncIterable<ObjectVersion>;

  /**
   * Opens the newest version of an object. The version that is returned is the one whose bytes are returned.
   *
   * @returns `undefined` when there is no such object (it may never have been, or may have been deleted)
   * @throws StoreUnavailableError when the store cannot be asked; also while the bytes are read
   */
  open(bucket: string, name: string): Promise<StoredObject | undefined>;
}
