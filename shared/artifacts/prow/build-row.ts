import type { BuildLocation } from '../../domain/build-location.ts';
import { stateOutcome } from '../../domain/build-outcome.ts';
import { dimensionsOf } from '../../domain/dimensions/dimensions.ts';
import { secondsBetween } from '../../domain/build-start.ts';
import { generationOfSiblings, newestOfSiblings, rowKey } from '../../domain/identity.ts';
import { markersOf } from '../../domain/markers/flags.ts';
import { releasesOf } from '../../domain/releases.ts';
import { canonicalInputs, type RepositoryInput } from '../../domain/inputs.ts';
import type { ObjectVersion } from '../../domain/object.ts';
import type { BuildRecords, PodResources, Refs } from './records.ts';
import type { BuildsRow, JsonValue } from '../../schema/tables.ts';
import type { DimensionPolicy } from '../../policy/dimensions.ts';
import { testGridColumns } from './testgrid.ts';

/** One reading of a build: its location, the records of its files, and the versions of the files. */
export interface BuildReading {
  readonly bucket: string;
  readonly build: BuildLocation;
  readonly buildDate: string;
  readonly parserVersion: number;
  readonly records: BuildRecords;
  /** Versions of all files that existed, including unreadable ones: each rewrite makes a newer version of the row. */
  readonly versions: readonly ObjectVersion[];
}

const NO_RESOURCES: PodResources = {
  cpu_request_cores: null,
  cpu_limit_cores: null,
  memory_request_bytes: null,
  memory_limit_bytes: null,
};

/** Assembles the `builds` row of a build. */
export function buildRow(
  { bucket, build, buildDate, parserVersion, records, versions }: BuildReading,
  policy: DimensionPolicy,
): BuildsRow {
  const generations = versions.map((version) => version.generation);
  const generation = generationOfSiblings(generations);
  return {
    ...rowKey({ bucket, name: build.buildPath, generation }, 0, parserVersion),
    build_date: buildDate,
    job: build.job,
    build_id: build.buildId,
    ...inputColumns(build, records),
    ...dimensionColumns(build, records, policy),
    ...markersOf(records.prowjob?.args ?? []),
    ...releasesOf(records.prowjob?.env ?? {}),
    ...outcomeColumns(records),
    ...timeColumns(records),
    ...locationColumns(records),
    ...(records.prowjob?.resources ?? NO_RESOURCES),
    ...testGridColumns(records.prowjob?.annotations ?? {}),
    ...freeFormColumns(records),
    files: versions.map(({ name }) => name.slice(build.buildPath.length)).sort(),
    newest_file_generation: newestOfSiblings(generations),
  };
}

function inputColumns(build: BuildLocation, records: BuildRecords) {
  const { started, prowjob, clone_records, finished } = records;
  const pathPull = safeInteger(build.pullNumber);
  const clone = clone_records?.clones[0];
  return {
    job_type: prowjob?.job_type ?? build.jobType ?? null,
    org: prowjob?.org ?? build.org ?? clone?.org ?? null,
    repo: prowjob?.repo ?? build.repo ?? clone?.repo ?? null,
    pull_number: prowjob?.pull_number ?? pathPull ?? started?.pull_number ?? null,
    pulls: asJson(prowjob?.pulls),
    base_ref: prowjob?.base_ref ?? clone?.base_ref ?? null,
    base_sha: prowjob?.base_sha ?? clone?.base_sha ?? null,
    repo_commit:
      started?.repo_commit ??
      started?.repo_version ??
      finished?.revision ??
      clone?.final_sha ??
      null,
    inputs: canonicalInputs(repositories(build, records)),
  };
}

/** Returns the repositories under test at exact commits: those of the ProwJob, of started.json, or of the clone records. */
function repositories(
  build: BuildLocation,
  { started, prowjob, clone_records }: BuildRecords,
): readonly RepositoryInput[] {
  if (typeof prowjob?.base_sha === 'string') return [inputOfRefs(prowjob, prowjob.base_sha)];
  const named = Object.entries(started?.repos ?? {}).flatMap(([repository, value]) =>
    inputsOfRepos(repository, value),
  );
  if (named.length > 0) return named;
  const cloned = (clone_records?.clones ?? []).flatMap(({ org, repo, final_sha }) =>
    final_sha === null
      ? []
      : [{ repository: `${org ?? ''}/${repo ?? ''}`, commit: final_sha, pulls: [] }],
  );
  if (cloned.length > 0) return cloned;
  const commit = started?.repo_commit ?? started?.repo_version ?? null;
  return commit === null || isBranch(commit, started?.repos)
    ? []
    : [{ repository: `${build.org ?? ''}/${build.repo ?? ''}`, commit, pulls: [] }];
}

/** Returns whether Prow, which knew no commit, wrote the branch where the commit belongs. */
function isBranch(
  commit: string,
  repos: Readonly<Record<string, string>> | null | undefined,
): boolean {
  return Object.values(repos ?? {}).includes(commit);
}

function inputOfRefs({ org, repo, pulls }: Refs, commit: string): RepositoryInput {
  return {
    repository: `${org ?? ''}/${repo ?? ''}`,
    commit,
    pulls: pulls.map(({ number, sha }) => ({ number: String(number ?? ''), commit: sha ?? '' })),
  };
}

/** Parses `base:sha,pull:sha,…` of started.json; returns nothing if the commit of the base is missing. */
function inputsOfRepos(repository: string, value: string): readonly RepositoryInput[] {
  const [base, ...pulls] = value.split(',').map((part) => part.split(':'));
  const commit = base?.[1];
  if (commit === undefined || commit === '') return [];
  return [
    {
      repository,
      commit,
      pulls: pulls.map(([number = '', sha = '']) => ({ number, commit: sha })),
    },
  ];
}

function dimensionColumns(
  { job }: BuildLocation,
  { prowjob, finished, started }: BuildRecords,
  policy: DimensionPolicy,
) {
  const metadata = finished?.metadata ?? started?.metadata;
  const { annotations = {}, labels = {}, env = {}, args = [] } = prowjob ?? {};
  return dimensionsOf({ name: job, annotations, labels, env, args, metadata }, policy);
}

function outcomeColumns({ finished, prowjob }: BuildRecords) {
  const outcome = finished?.outcome ?? stateOutcome(prowjob?.state ?? null);
  return {
    outcome,
    is_passed: outcome === 'running' ? null : outcome === 'passed',
    is_complete: finished !== undefined && typeof prowjob?.completed_at === 'string',
    result: finished?.result?.toUpperCase() ?? null,
    state: prowjob?.state ?? null,
    description: prowjob?.description ?? null,
  };
}

function timeColumns({ started, finished, prowjob }: BuildRecords) {
  const startedAt = started?.started_at ?? null;
  const finishedAt = finished?.finished_at ?? null;
  const triggeredAt = prowjob?.triggered_at ?? null;
  const pendingAt = prowjob?.pending_at ?? null;
  return {
    triggered_at: triggeredAt,
    pending_at: pendingAt,
    started_at: startedAt,
    finished_at: finishedAt,
    completed_at: prowjob?.completed_at ?? null,
    duration_seconds: secondsBetween(startedAt, finishedAt),
    queue_seconds: secondsBetween(triggeredAt, pendingAt),
  };
}

function locationColumns({ started, prowjob, podinfo, clone_records }: BuildRecords) {
  return {
    cluster: prowjob?.cluster ?? null,
    node: started?.node ?? podinfo?.node ?? null,
    pod_node: podinfo?.node ?? null,
    pod_name: podinfo?.pod_name ?? prowjob?.pod_name ?? null,
    pod_phase: podinfo?.pod_phase ?? null,
    pod_reason: podinfo?.pod_reason ?? null,
    pod_events: asJson(podinfo?.pod_events),
    revival_count: prowjob?.revival_count ?? null,
    is_clone_failed: clone_records?.is_clone_failed ?? null,
    clones: asJson(clone_records?.clones),
    url: prowjob?.url ?? null,
  };
}

function freeFormColumns({ started, finished, prowjob }: BuildRecords) {
  return {
    repos: asJson(started?.repos),
    extra_refs: asJson(prowjob?.extra_refs),
    labels: asJson(prowjob?.labels),
    annotations: asJson(prowjob?.annotations),
    env: asJson(prowjob?.env),
    credentials: asJson(prowjob?.credentials),
    metadata: finished?.metadata ?? started?.metadata ?? null,
    version: finished?.version ?? started?.version ?? null,
    job_version: finished?.job_version ?? started?.job_version ?? null,
  };
}

function asJson(value: object | null | undefined): JsonValue {
  // Records contain only JSON values, but their interfaces lack the index signature that JsonValue requires.
  return (value ?? null) as JsonValue;
}

/** Returns the number, or `null` if it is not a safe integer. */
function safeInteger(digits: string | undefined): number | null {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : null;
}
