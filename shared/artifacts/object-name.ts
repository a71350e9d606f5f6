import type { BuildLocation } from '../domain/build-location.ts';
import { parseBuildPath } from './build-path.ts';
import type { ArtifactKindDefinition } from './kind.ts';
import type { Policies } from '../policy/policies.ts';
import type { PathStrategy } from './path-strategy.ts';
import { ARTIFACT_KINDS, KIND_NAMES, type ArtifactKind } from './registry.ts';

/** Settings that determine the names of the objects in a bucket. */
export interface ObjectNaming {
  readonly pathStrategy: PathStrategy;
  readonly policies: Policies;
}

/** An object of a known kind. */
export interface Artifact {
  readonly kind: ArtifactKind;
  /** Absent for objects outside of the folders of builds. */
  readonly build?: BuildLocation;
  /** Path below the folder of the build, such as `artifacts/junit_01.xml`, or in the bucket. */
  readonly path: string;
}

/**
 * Parses the name of an object into its kind, its build and its path. Most objects of a bucket are of an unknown kind, so
 * the end of the name is tested first, which is cheap.
 *
 * @returns `undefined` for an object of an unknown kind
 */
export function parseObjectName(name: string, naming: ObjectNaming): Artifact | undefined {
  const kinds = KIND_NAMES.filter((kind) => endsLike(name, ARTIFACT_KINDS[kind]));
  if (kinds.length === 0) return undefined;
  return inBuild(name, kinds, naming) ?? inBucket(name, kinds, naming);
}

function endsLike(name: string, { endings }: ArtifactKindDefinition): boolean {
  return endings.some((ending) => name.endsWith(ending));
}

function inBuild(
  name: string,
  kinds: readonly ArtifactKind[],
  { pathStrategy, policies }: ObjectNaming,
): Artifact | undefined {
  if (!kinds.some((kind) => ARTIFACT_KINDS[kind].place === 'build')) return undefined;
  const { build, path } = parseBuildPath(name, pathStrategy) ?? {};
  if (build === undefined || path === undefined) return undefined;
  const kind = kinds.find((candidate) => matches(candidate, 'build', { path, policies }));
  // Prow writes `%23` for `#` in names.
  return kind === undefined ? undefined : { kind, build, path: path.replaceAll('%23', '#') };
}

function inBucket(
  name: string,
  kinds: readonly ArtifactKind[],
  { policies }: ObjectNaming,
): Artifact | undefined {
  const kind = kinds.find((candidate) => matches(candidate, 'bucket', { path: name, policies }));
  return kind === undefined ? undefined : { kind, path: name };
}

function matches(
  kind: ArtifactKind,
  place: ArtifactKindDefinition['place'],
  { path, policies }: { readonly path: string; readonly policies: Policies },
): boolean {
  const definition: ArtifactKindDefinition = ARTIFACT_KINDS[kind];
  return definition.place === place && definition.matchesObject(path, policies);
}
