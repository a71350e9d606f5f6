import { BUILD_FILES } from '../../shared/artifacts/prow/build-file-names.ts';
import { BUILD_FILE_KINDS } from '../../shared/artifacts/prow/kind.ts';
import { withPlausibleTimes } from '../../shared/artifacts/prow/plausible-record.ts';
import type {
  BuildFileKind,
  BuildFileRecord,
  BuildRecords,
} from '../../shared/artifacts/prow/records.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { AccessDeniedError, UnreadableArtifactError } from '../../shared/errors.ts';
import type { CollectPorts } from './ports.ts';
import { readerFault } from './reader-fault.ts';

/** A file in the folder of a build that has been read: its record, or the reason why it could not be read. */
export interface ReadFile {
  readonly kind: BuildFileKind;
  readonly version: ObjectVersion;
  readonly record?: BuildFileRecord;
  readonly rejected?: string;
  /** Why times of the file were left out of its record. */
  readonly implausible?: readonly string[];
}

/** Ports that reading the files of a build needs. */
type ReadPorts = Pick<CollectPorts, 'store' | 'settings'>;

/** The folder of a build in a bucket. */
export interface BuildFolder {
  readonly bucket: string;
  readonly buildPath: string;
}

/** A file of a build to which access was denied. */
export interface DeniedFile {
  readonly name: string;
  readonly error: AccessDeniedError;
}

/** The files of a build: those that were read, and those to which access was denied. */
export interface BuildFiles {
  readonly files: readonly ReadFile[];
  readonly denied: readonly DeniedFile[];
}

/**
 * Reads the files of a build that exist; by default, all files that a `builds` row is assembled from. To a caller that may
 * not list a bucket, Cloud Storage denies access to objects that do not exist.
 */
export async function readBuildFiles(
  ports: ReadPorts,
  folder: BuildFolder,
  kinds: readonly BuildFileKind[] = BUILD_FILES,
): Promise<BuildFiles> {
  const results = await Promise.all(kinds.map((kind) => readFileUnlessDenied(ports, folder, kind)));
  return {
    files: results.filter((result) => result !== undefined && 'kind' in result),
    denied: results.filter((result) => result !== undefined && 'error' in result),
  };
}

/** Returns the file, `undefined` if it does not exist, or its name and the error if access to it is denied. */
async function readFileUnlessDenied(
  ports: ReadPorts,
  folder: BuildFolder,
  kind: BuildFileKind,
): Promise<ReadFile | DeniedFile | undefined> {
  try {
    return await readFile(ports, folder, kind);
  } catch (error) {
    if (!(error instanceof AccessDeniedError)) throw error;
    return { name: folder.buildPath + BUILD_FILE_KINDS[kind].fileName, error };
  }
}

async function readFile(
  { store, settings }: ReadPorts,
  { bucket, buildPath }: BuildFolder,
  kind: BuildFileKind,
): Promise<ReadFile | undefined> {
  const definition = BUILD_FILE_KINDS[kind];
  const object = await store.open(bucket, buildPath + definition.fileName);
  if (object === undefined) return undefined;
  const { version, bytes } = object;
  try {
    const record = await definition.readFile(bytes, settings.policies);
    return { kind, version, ...withPlausibleTimes(record, version.updatedAt) };
  } catch (error) {
    const rejected = error instanceof UnreadableArtifactError ? error.message : readerFault(error);
    if (rejected === undefined) throw error;
    return { kind, version, rejected };
  }
}

/** Returns the records of the files that could be read, by the kind of file. */
export function recordsOf(files: readonly ReadFile[]): BuildRecords {
  return Object.fromEntries(
    files.flatMap(({ kind, record }) => (record === undefined ? [] : [[kind, record]])),
  );
}
