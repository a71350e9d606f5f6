import { credentialsOf } from '../../domain/credentials/credentials.ts';
import { holdsSecret } from '../../domain/secrets/secret-names.ts';
import { HIDDEN } from '../../domain/secrets/span.ts';
import { UnreadableArtifactError } from '../../errors.ts';
import type { Fields } from '../syntax/json/fields.ts';
import type { BuildFilePolicies } from '../../policy/policies.ts';
import type { ProwJobRecord, Refs } from './records.ts';
import type { Warnings } from '../syntax/warnings.ts';
import { MAX_VARIABLES, readPodReferences } from './pod-references.ts';
import { readResources } from './resources.ts';

/**
 * Reads `prowjob.json`: the job, its refs and its pod, and the state of the ProwJob.
 *
 * @throws UnreadableArtifactError if the document is not a ProwJob
 */
export function readProwJob(
  fields: Fields,
  warnings: Warnings,
  policies: BuildFilePolicies,
): ProwJobRecord {
  if (!fields.has('spec') && !fields.has('status')) {
    throw new UnreadableArtifactError('neither spec nor status: not a ProwJob');
  }
  const metadata = fields.object('metadata');
  const spec = fields.object('spec');
  const refs = readRefs(spec.object('refs'));
  const podSpec = spec.object('pod_spec');
  const labels = metadata.map('labels') ?? {};
  return {
    kind: 'prowjob',
    prowjob_id: metadata.string('name'),
    job_type: spec.string('type'),
    agent: spec.string('agent'),
    cluster: spec.string('cluster'),
    job: spec.string('job'),
    context: spec.string('context'),
    ...refs,
    pull_number: refs.pulls[0]?.number ?? null,
    extra_refs: spec.list('extra_refs').map(readRefs),
    labels,
    annotations: metadata.map('annotations') ?? {},
    env: readEnv(podSpec, policies),
    args: readArgs(podSpec),
    resources: readResources(podSpec, warnings),
    credentials: credentialsOf(labels, readPodReferences(spec, warnings), policies.credentials),
    ...readStatus(fields.object('status')),
    warnings: warnings.list(),
  };
}

function readStatus(status: Fields) {
  return {
    state: status.string('state'),
    description: status.string('description'),
    triggered_at: status.timestamp('startTime'),
    pending_at: status.timestamp('pendingTime'),
    completed_at: status.timestamp('completionTime'),
    url: status.string('url'),
    pod_name: status.string('pod_name'),
    build_id: status.string('build_id'),
    revival_count: status.integer('pod_revival_count'),
  };
}

/** Reads the `refs` of a ProwJob or a clone record. */
export function readRefs(refs: Fields): Refs {
  return {
    org: refs.string('org'),
    repo: refs.string('repo'),
    base_ref: refs.string('base_ref'),
    base_sha: refs.string('base_sha'),
    pulls: refs.list('pulls').map((pull) => ({
      number: pull.integer('number'),
      author: pull.string('author'),
      sha: pull.string('sha'),
      title: pull.string('title'),
    })),
  };
}

function readArgs(podSpec: Fields): readonly string[] {
  return podSpec
    .list('containers')
    .flatMap((container) => [...container.strings('command'), ...container.strings('args')]);
}

/**
 * Reads the environment variables that have plain values; those from secrets and config maps have no `value`. Plain
 * values that are secrets are replaced with {@link HIDDEN}.
 */
function readEnv(podSpec: Fields, policies: BuildFilePolicies): Readonly<Record<string, string>> {
  const entries = podSpec
    .list('containers')
    .flatMap((container) => container.list('env', MAX_VARIABLES))
    .map((variable) => [variable.string('name'), variable.string('value')] as const)
    .filter((entry): entry is [string, string] => entry[0] !== null && entry[1] !== null)
    .map(
      ([name, value]) =>
        [name, holdsSecret(name, value, policies.secrets) ? HIDDEN : value] as const,
    );
  return Object.fromEntries(entries);
}
