import { BUILD_LOG_NAMES } from './build-log/names.ts';
import { COVERAGE_NAMES } from './coverage/names.ts';
import { JUNIT_NAMES } from './junit/names.ts';
import type { KindNames } from './kind-names.ts';
import { BUILD_ALIAS_NAMES, LATEST_BUILD_NAMES } from './pointer/names.ts';
import { namesOfBuildFile } from './prow/names.ts';
import { VERSION_MARKER_NAMES } from './version-marker/names.ts';

/**
 * The names of the objects of all known kinds of artifacts, without their readers: a function that only has to find out
 * that an object is of no kind starts without loading them.
 */
export const ARTIFACT_NAMES = {
  prowjob: namesOfBuildFile('prowjob'),
  podinfo: namesOfBuildFile('podinfo'),
  finished: namesOfBuildFile('finished'),
  started: namesOfBuildFile('started'),
  clone_records: namesOfBuildFile('clone_records'),
  coverage: COVERAGE_NAMES,
  junit: JUNIT_NAMES,
  build_log: BUILD_LOG_NAMES,
  latest_build: LATEST_BUILD_NAMES,
  build_alias: BUILD_ALIAS_NAMES,
  version_marker: VERSION_MARKER_NAMES,
} as const satisfies Readonly<Record<string, KindNames>>;

export type ArtifactKind = keyof typeof ARTIFACT_NAMES;

/** Names of all kinds, in the order in which an object is compared with them. */
export const KIND_NAMES = Object.keys(ARTIFACT_NAMES) as readonly ArtifactKind[];
