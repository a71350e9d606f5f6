import { basename, resolve } from 'node:path';
import { DirectoryStore } from './local/directory-store.ts';
import { localFiles } from './local/local-files.ts';
import type { SourceLocation, SourceOptions } from '../config/source-location.ts';
import { UsageError } from '../errors.ts';
import type { BrowsableStore } from '../ports/artifact-store.ts';

/** A store, and the objects of a source in it. */
export interface OpenedStore {
  readonly store: BrowsableStore;
  readonly bucket: string;
  readonly prefix: string;
  /** Path of the directory; `undefined` for a bucket. */
  readonly directory: string | undefined;
  /** Returns the number of requests that were sent until now; a directory needs none. */
  readonly requests: () => number;
}

/**
 * Opens the store of a source.
 *
 * @throws UsageError if the source is not a directory
 */
export async function openStore(
  location: SourceLocation,
  { bucket: bucketName, credentials = false, storageEndpoint: apiEndpoint }: SourceOptions,
): Promise<OpenedStore> {
  if (location.kind === 'gcs') {
    // Imported when it is needed, because loading the library takes longer than most commands.
    const { createCloudStorage } = await import('./google/cloud-storage.ts');
    const { bucket, prefix } = location;
    let requests = 0;
    const onRequest = (): void => {
      requests++;
    };
    const store = createCloudStorage({ anonymous: !credentials, apiEndpoint, onRequest });
    return { store, bucket, prefix, directory: undefined, requests: () => requests };
  }
  const path = resolve(location.path);
  if (!(await localFiles.isDirectory(path))) {
    throw new UsageError(`cannot read ${location.path}: it is not a directory`);
  }
  const bucket = bucketName ?? basename(path);
  return {
    store: new DirectoryStore(new Map([[bucket, path]])),
    bucket,
    prefix: '',
    directory: path,
    requests: () => 0,
  };
}
