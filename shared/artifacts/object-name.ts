import type { BuildLocation } from '../domain/build-location.ts';
import { parseBuildPath } from './build-path.ts';
import type { KindNames } from './kind-names.ts';
import type { Policies } from '../policy/policies.ts';
import { ARTIFACT_NAMES, KIND_NAMES, type ArtifactKind } from './names.ts';
import type { PathStrategy } from './path-strategy.ts';

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
 * the end of the name is tested first, which is cheap. A file in the folder of a build is never of a kind that is outside.
 *
 * @returns `undefined` for an object of an unknown kind
 */
export function parseObjectName(
  name: string,
  { pathStrategy, policies }: ObjectNaming,
): Artifact | undefined {
  const kinds = kindsByEnding(name);
  if (kinds.length === 0) return undefined;
  const inBuild = parseBuildPath(name, pathStrategy);
  if (inBuild === undefined) return inBucket(name, kinds, policies);
  const kind = kindInBuild(inBuild.path, kinds);
  // Prow writes `%23` for `#` in names.
  return kind && { kind, build: inBuild.build, path: inBuild.path.replaceAll('%23', '#') };
}

/** Returns whether the name of an object tells, without any policy, that the object is of no known kind. */
export function isOfNoKind(name: string, pathStrategy: PathStrategy): boolean {
  const kinds = kindsByEnding(name);
  if (kinds.length === 0) return true;
  const inBuild = parseBuildPath(name, pathStrategy);
  return inBuild !== undefined && kindInBuild(inBuild.path, kinds) === undefined;
}

function kindsByEnding(name: string): readonly ArtifactKind[] {
  return KIND_NAMES.filter((kind) =>
    ARTIFACT_NAMES[kind].endings.some((ending) => name.endsWith(ending)),
  );
}

function kindInBuild(path: string, kinds: readonly ArtifactKind[]): ArtifactKind | undefined {
  return kinds.find((kind) => {
    const names: KindNames = ARTIFACT_NAMES[kind];
    return names.place === 'build' && names.matchesObject(path);
  });
}

function inBucket(
  name: string,
  kinds: readonly ArtifactKind[],
  policies: Policies,
): Artifact | undefined {
  const found = kinds.find((kind) => {
    const names: KindNames = ARTIFACT_NAMES[kind];
    return names.place === 'bucket' && names.matchesObject(name, policies);
  });
  return found && { kind: found, path: name };
}
