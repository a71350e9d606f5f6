import { BUILD_FILES } from '../../shared/artifacts/prow/build-file-names.ts';
import { BUILD_FILE_KINDS } from '../../shared/artifacts/prow/kind.ts';
import type {
  BuildFileKind,
  BuildFileRecord,
  BuildRecords,
} from '../../shared/artifacts/prow/records.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { UnreadableArtifactError } from '../../shared/errors.ts';
import type { CollectPorts } from './ports.ts';

/** A file in the folder of a build that has been read: its record, or the reason why it could not be read. */
export interface ReadFile {
  readonly kind: BuildFileKind;
  readonly version: ObjectVersion;
  readonly record?: BuildFileRecord;
  readonly rejected?: string;
}

/** Ports that reading the files of a build needs. */
type ReadPorts = Pick<CollectPorts, 'store' | 'settings'>;

/** The folder of a build in a bucket. */
export interface BuildFolder {
  readonly bucket: string;
  readonly buildPath: string;
}

/** Reads the files of a build that exist; by default, all files that a `builds` row is assembled from. */
export async function readBuildFiles(
  ports: ReadPorts,
  folder: BuildFolder,
  kinds: readonly BuildFileKind[] = BUILD_FILES,
): Promise<readonly ReadFile[]> {
  const files = await Promise.all(kinds.map((kind) => readFile(ports, folder, kind)));
  return files.filter((file) => file !== undefined);
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
    return { kind, version, record: await definition.readFile(bytes, settings.policies) };
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return { kind, version, rejected: error.message };
    throw error;
  }
}

/** Returns the records of the files that could be read, by the kind of file. */
export function recordsOf(files: readonly ReadFile[]): BuildRecords {
  return Object.fromEntries(
    files.flatMap(({ kind, record }) => (record === undefined ? [] : [[kind, record]])),
  );
}
