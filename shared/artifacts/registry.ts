import { PARSER_VERSION, POLICY_VERSIONS } from '../domain/identity.ts';
import type { Policies } from '../policy/policies.ts';
import { buildLogKind } from './build-log/kind.ts';
import { coverageKind } from './coverage/kind.ts';
import { junitKind } from './junit/kind.ts';
import type { ArtifactKindDefinition } from './kind.ts';
import { buildAliasKind, latestBuildKind } from './pointer/kind.ts';
import type { ArtifactKind } from './names.ts';
import { BUILD_FILE_KINDS } from './prow/kind.ts';
import { versionMarkerKind } from './version-marker/kind.ts';

/** All known kinds of artifacts: the names of their objects, their readers, and the tables that their rows belong to. */
export const ARTIFACT_KINDS = {
  ...BUILD_FILE_KINDS,
  coverage: coverageKind,
  junit: junitKind,
  build_log: buildLogKind,
  latest_build: latestBuildKind,
  build_alias: buildAliasKind,
  version_marker: versionMarkerKind,
} as const satisfies Readonly<Record<ArtifactKind, ArtifactKindDefinition>>;

/**
 * Returns the version of the reader of a kind: rows of a newer version replace those of an older one in the views. It grows
 * with `PARSER_VERSION` and with the version of each policy that the rows depend on.
 */
export function parserVersionOf(kind: ArtifactKind, policies: Policies): number {
  const names = ARTIFACT_KINDS[kind].policies;
  const version = names.reduce((sum, name) => sum + policies[name].version, 0);
  return PARSER_VERSION * POLICY_VERSIONS + version;
}
