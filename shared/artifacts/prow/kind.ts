import type { BuildFile } from '../kind.ts';
import { BUILD_FILE_NAMES } from './build-file-names.ts';
import { readBuildFile } from './read-build-file.ts';
import type { BuildFileKind } from './records.ts';

/** Fields by kind of file; a JSON object of the kind has at least one of them. */
const FIELDS = {
  prowjob: ['spec', 'status'],
  podinfo: ['pod', 'events'],
  finished: ['passed', 'result'],
  started: ['node', 'repos', 'pull', 'repo-commit', 'timestamp'],
};

/** Definitions of the JSON files in the folder of a build, in the order in which a document of unknown kind is tested. */
export const BUILD_FILE_KINDS: Readonly<Record<BuildFileKind, BuildFile>> = {
  prowjob: buildFile('prowjob', (document) => hasAny(document, FIELDS.prowjob)),
  podinfo: buildFile('podinfo', (document) => hasAny(document, FIELDS.podinfo)),
  finished: buildFile('finished', (document) => hasAny(document, FIELDS.finished)),
  started: buildFile('started', (document) => hasAny(document, FIELDS.started)),
  clone_records: buildFile('clone_records', isCloneRecords),
};

/** Returns whether artifacts of a kind are files that a `builds` row is assembled from. */
export function isBuildFileKind(kind: string): kind is BuildFileKind {
  return Object.hasOwn(BUILD_FILE_KINDS, kind);
}

function buildFile(
  kind: BuildFileKind,
  matchesDocument: (document: unknown) => boolean,
): BuildFile {
  const fileName = BUILD_FILE_NAMES[kind];
  return {
    family: 'build_file',
    place: 'build',
    fileName,
    endings: [`/${fileName}`],
    matchesObject: (path) => path === fileName,
    matchesFile: (path) => path === fileName || path.endsWith(`/${fileName}`),
    matchesDocument,
    readFile: (bytes, { credentials }) => readBuildFile(kind, bytes, credentials),
    read: async function* (bytes, { policies }) {
      yield [await readBuildFile(kind, bytes, policies.credentials)];
    },
  };
}

function isCloneRecords(document: unknown): boolean {
  return (
    Array.isArray(document) &&
    document.length > 0 &&
    document.every((element) => hasAny(element, ['refs', 'commands']))
  );
}

function hasAny(document: unknown, fields: readonly string[]): boolean {
  return (
    typeof document === 'object' &&
    document !== null &&
    !Array.isArray(document) &&
    fields.some((field) => Object.hasOwn(document, field))
  );
}
