import type { BuildLocation } from '../domain/build-location.ts';
import { parseBuildPath } from './build-path.ts';
import type { ArtifactKindDefinition } from './kind.ts';
import type { PathStrategy } from './path-strategy.ts';
import { ARTIFACT_KINDS, KIND_NAMES, type ArtifactKind } from './registry.ts';

/** An object of a kind that ci-signal knows. */
export interface Artifact {
  readonly kind: ArtifactKind;
  /** Absent for objects that do not lie in the folder of a build. */
  readonly build?: BuildLocation;
  /** Path below the folder of the build, such as `artifacts/junit_01.xml`, or below the bucket. */
  readonly path: string;
}

/**
 * Tells by the name of an object what kind of artifact it is. Most objects of a bucket are of no known kind, so that
 * answer comes first and costs a look at the end of the name.
 *
 * @returns `undefined` for an object of no known kind
 */
export function parseObjectName(name: string, strategy: PathStrategy): Artifact | undefined {
  const kinds = KIND_NAMES.filter((kind) => endsLike(name, ARTIFACT_KINDS[kind]));
  if (kinds.length === 0) return undefined;
  return inBuild(name, kinds, strategy) ?? inBucket(name, kinds);
}

function endsLike(name: string, { endings }: ArtifactKindDefinition): boolean {
  return endings.some((ending) => name.endsWith(ending));
}

function inBuild(
  name: string,
  kinds: readonly ArtifactKind[],
  strategy: PathStrategy,
): Artifact | undefined {
  if (!kinds.some((kind) => ARTIFACT_KINDS[kind].place === 'build')) return undefined;
  const { build, path } = parseBuildPath(name, strategy) ?? {};
  if (build === undefined || path === undefined) return undefined;
  const kind = match(path, 'build', kinds);
  // Prow writes `%23` for `#` in names.
  return kind === undefined ? undefined : { kind, build, path: path.replaceAll('%23', '#') };
}

function inBucket(name: string, kinds: readonly ArtifactKind[]): Artifact | undefined {
  const kind = match(name, 'bucket', kinds);
  return kind === undefined ? undefined : { kind, path: name };
}

function match(
  path: string,
  place: ArtifactKindDefinition['place'],
  kinds: readonly ArtifactKind[],
): ArtifactKind | undefined {
  return kinds.find((kind) => {
    const definition: ArtifactKindDefinition = ARTIFACT_KINDS[kind];
    return definition.place === place && definition.matchesObject(path);
  });
}
