import type { MarkerPlace } from './markers/place.ts';

/** Kinds of artifact that ci-signal tells apart by their object name. One reader (or none) stands behind each. */
export type ArtifactKind =
  | 'started'
  | 'finished'
  | 'prowjob'
  | 'podinfo'
  | 'clone_records'
  | 'junit'
  | 'build_log'
  | 'build_alias'
  | 'latest_build'
  | 'version_marker';

/** The kinds that a `builds` row is assembled from; siblings in the build's own folder. */
export const BUILD_KINDS = ['started', 'finished', 'prowjob', 'podinfo', 'clone_records'] as const;

export type BuildKind = (typeof BUILD_KINDS)[number];

/** Is this one of the kinds that a `builds` row is assembled from? */
export function isBuildKind(kind: ArtifactKind): kind is BuildKind {
  return (BUILD_KINDS as readonly ArtifactKind[]).includes(kind);
}

/** What the file name of each kind is, inside the folder of its build. */
export const BUILD_FILE_NAMES: Readonly<Record<BuildKind, string>> = {
  started: 'started.json',
  finished: 'finished.json',
  prowjob: 'prowjob.json',
  podinfo: 'podinfo.json',
  clone_records: 'clone-records.json',
};

/** The log of a build, inside its folder. */
export const LOG_FILE = 'build-log.txt';

/** Where a build is in its bucket, and what the object names alone tell about it. */
export interface BuildLocation {
  /** Folder of the build with its trailing slash, such as `logs/<job>/<build>/`. */
  readonly buildPath: string;
  readonly job: string;
  /** Decimal, often beyond 2^53, hence a string. */
  readonly buildId: string;
  /** Known from the name for presubmits and batches only: periodics and postsubmits share `logs/`. */
  readonly jobType?: 'presubmit' | 'batch';
  readonly org?: string;
  readonly repo?: string;
  readonly pullNumber?: string;
}

/** An object that belongs to a build and that ci-signal reads. */
export interface BuildArtifact {
  readonly kind: BuildKind | 'junit' | 'build_log';
  readonly build: BuildLocation;
  /** Path below the folder of the build, such as `artifacts/junit_01.xml`. */
  readonly file: string;
}

/** An object that only points to a build; recognised, and not read. */
export interface PointerArtifact {
  readonly kind: 'build_alias' | 'latest_build';
  readonly job: string;
}

/** An object that says which version is the newest of a branch: it belongs to no build. */
export interface MarkerArtifact extends MarkerPlace {
  readonly kind: 'version_marker';
}

export type Artifact = BuildArtifact | PointerArtifact | MarkerArtifact;

/** Is it read? Pointers are not: what they point to comes by itself. */
export function isRead(artifact: Artifact): artifact is Exclude<Artifact, PointerArtifact> {
  return artifact.kind !== 'build_alias' && artifact.kind !== 'latest_build';
}
