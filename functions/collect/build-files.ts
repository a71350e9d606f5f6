import { readBuildFile } from '../../shared/artifacts/prow/read-build-file.ts';
import type { BuildFileRecord } from '../../shared/artifacts/records.ts';
import { BUILD_FILE_NAMES, BUILD_KINDS, type BuildKind } from '../../shared/domain/artifact.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { UnreadableArtifactError } from '../../shared/errors.ts';
import type { BuildRecords } from '../../shared/artifacts/prow/build-row.ts';
import type { CollectPorts } from './ports.ts';

type ReadPorts = Pick<CollectPorts, 'store' | 'settings'>;

/** One of the files in a build's folder, as it was read: its record, or why it has none. */
export interface Sibling {
  readonly kind: BuildKind;
  readonly version: ObjectVersion;
  readonly record?: BuildFileRecord;
  readonly rejected?: string;
}

/** Where a build's files are. */
export interface BuildFolder {
  readonly bucket: string;
  readonly buildPath: string;
}

/** Reads those of a build's files that are there; by default all that a `builds` row is made from. */
export async function readSiblings(
  ports: ReadPorts,
  folder: BuildFolder,
  kinds: readonly BuildKind[] = BUILD_KINDS,
): Promise<readonly Sibling[]> {
  const siblings = await Promise.all(kinds.map((kind) => readSibling(ports, folder, kind)));
  return siblings.filter((sibling) => sibling !== undefined);
}

async function readSibling(
  { store, settings }: ReadPorts,
  { bucket, buildPath }: BuildFolder,
  kind: BuildKind,
): Promise<Sibling | undefined> {
  const object = await store.open(bucket, buildPath + BUILD_FILE_NAMES[kind]);
  if (object === undefined) return undefined;
  const { version, bytes } = object;
  try {
    return {
      kind,
      version,
      record: await readBuildFile(kind, bytes, settings.policies.credentials),
    };
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return { kind, version, rejected: error.message };
    throw error;
  }
}

/** The records of the siblings that have one, by kind. */
export function recordsOf(siblings: readonly Sibling[]): BuildRecords {
  return Object.fromEntries(
    siblings.flatMap(({ kind, record }) => (record === undefined ? [] : [[kind, record]])),
  );
}
