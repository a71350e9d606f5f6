import {
  BUILD_FILE_NAMES,
  BUILD_KINDS,
  LOG_FILE,
  type ArtifactKind,
  type BuildKind,
} from '../domain/artifact.ts';
import { markerPlace } from '../domain/markers/place.ts';
import { UnreadableArtifactError } from '../errors.ts';
import { Warnings } from './syntax/warnings.ts';
import { parseJson } from './syntax/json/parse.ts';
import type { VersionMarkerPolicy } from '../policy/version-markers.ts';

/**
 * Tells from the name of a file, wherever it lies, what it is.
 *
 * @returns `undefined` when the name says nothing
 */
export function kindOfFileName(
  path: string,
  markers: VersionMarkerPolicy,
): ArtifactKind | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (/\.xml(?:\.gz)?$/.test(file)) return 'junit';
  if (file === LOG_FILE) return 'build_log';
  if (file === 'latest-build.txt') return 'latest_build';
  if (/^\d+\.txt$/.test(file)) return 'build_alias';
  if (isMarker(path, markers)) return 'version_marker';
  return BUILD_KINDS.find((kind) => BUILD_FILE_NAMES[kind] === file);
}

/** Does the path end with the name of a marker? Wherever its bucket was copied to, that is below it. */
function isMarker(path: string, markers: VersionMarkerPolicy): boolean {
  const parts = path.split('/');
  return parts.some((_, depth) => markerPlace(parts.slice(depth).join('/'), markers) !== undefined);
}

/**
 * Tells from the content what a file is: JSON by its fields, anything else is given to the JUnit reader, which knows
 * its own.
 *
 * @throws UnreadableArtifactError when it is JSON of no kind that ci-signal knows
 */
export async function kindOfContent(bytes: AsyncIterable<Uint8Array>): Promise<ArtifactKind> {
  let document: unknown;
  try {
    document = await parseJson(bytes, new Warnings());
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return 'junit';
    throw error;
  }
  const kind = kindOfDocument(document);
  if (kind === undefined) throw new UnreadableArtifactError('JSON of no kind that ci-signal knows');
  return kind;
}

const FIELDS: readonly (readonly [BuildKind, readonly string[]])[] = [
  ['prowjob', ['spec', 'status']],
  ['podinfo', ['pod', 'events']],
  ['finished', ['passed', 'result']],
  ['started', ['node', 'repos', 'pull', 'repo-commit', 'timestamp']],
];

function kindOfDocument(document: unknown): BuildKind | undefined {
  if (Array.isArray(document)) {
    return document.length > 0 && document.every((element) => hasAny(element, ['refs', 'commands']))
      ? 'clone_records'
      : undefined;
  }
  return FIELDS.find(([, fields]) => hasAny(document, fields))?.[0];
}

function hasAny(document: unknown, fields: readonly string[]): boolean {
  return (
    typeof document === 'object' &&
    document !== null &&
    fields.some((field) => Object.hasOwn(document, field))
  );
}
