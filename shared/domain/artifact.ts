import type { MarkerPlace } from './markers/place.ts';

/** The kinds of artifacts that ci-signal distinguishes by their object name. */
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

/** The kinds of the files in a build's folder from which its `builds` row is assembled. */
export const BUILD_KINDS = ['started', 'finished', 'prowjob', 'podinfo', 'clone_records'] as const;

export type BuildKind = (typeof BUILD_KINDS)[number];

/** Returns whether a `builds` row is assembled from artifacts of a kind. */
export function isBuildKind(kind: ArtifactKind): kind is BuildKind {
  return (BUILD_KINDS as readonly ArtifactKind[]).includes(kind);
}

/** The file name of each kind in the folder of its build. */
export const BUILD_FILE_NAMES: Readonly<Record<BuildKind, string>> = {
  started: 'started.json',
  finished: 'finished.json',
  prowjob: 'prowjob.json',
  podinfo: 'podinfo.json',
  clone_records: 'clone-records.json',
};

/** The name of a build's log in its folder. */
export const LOG_FILE = 'build-log.txt';

/** Where a build is in its bucket, and the properties of the build that its object names state. */
export interface BuildLocation {
  /** Folder of the build with its trailing slash, such as `logs/<job>/<build>/`. */
  readonly buildPath: string;
  readonly job: string;
  /** A decimal number, often greater than 2^53, therefore a string. */
  readonly buildId: string;
  /** Stated by the names of presubmits and batches only: periodics and postsubmits share `logs/`. */
  readonly jobType?: 'presubmit' | 'batch';
  readonly org?: string;
  readonly repo?: string;
  readonly pullNumber?: string;
}

/** An object of a build that ci-signal reads. */
export interface BuildArtifact {
  readonly kind: BuildKind | 'junit' | 'build_log';
  readonly build: BuildLocation;
  /** Path below the folder of the build, such as `artifacts/junit_01.xml`. */
  readonly file: string;
}

/** An object that only points to a build; it is recognised but not read. */
export interface PointerArtifact {
  readonly kind: 'build_alias' | 'latest_build';
  readonly job: string;
}

/** An object that names the newest version of a branch; it does not belong to a build. */
export interface MarkerArtifact extends MarkerPlace {
  readonly kind: 'version_marker';
}

export type Artifact = BuildArtifact | PointerArtifact | MarkerArtifact;

/** Returns whether an artifact is read; pointers are not, since the builds that they point to have events of their own. */
export function isRead(artifact: Artifact): artifact is Exclude<Artifact, PointerArtifact> {
  return artifact.kind !== 'build_alias' && artifact.kind !== 'latest_build';
}
