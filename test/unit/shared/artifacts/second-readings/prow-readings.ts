/** A value of a parsed JSON document. */
type Json = unknown;

/** Stands for a value that the documentation of Prow does not have; how it is read is left to other tests. */
export const UNDOCUMENTED = Symbol('undocumented');

/** Returns the value at a path of names and positions; `undefined` if there is none. */
function valueAt(document: Json, path: string): Json {
  return path.split('.').reduce<Json>((value, name) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    return (value as Readonly<Record<string, Json>>)[name];
  }, document);
}

type Convert = (value: Json) => Json;

/** Converters of values of the types that Prow's Go structs have; a value of another type counts as absent. */
const text: Convert = (value) => {
  if (typeof value === 'number') return UNDOCUMENTED;
  return typeof value === 'string' && value !== '' ? value : null;
};
const flag: Convert = (value) => (typeof value === 'boolean' ? value : null);
const integer: Convert = (value) => {
  if (typeof value === 'string') return UNDOCUMENTED;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
};
const seconds: Convert = (value) => {
  if (typeof value === 'string') return UNDOCUMENTED;
  if (typeof value !== 'number') return null;
  return Number.isInteger(value) && value > 0 && value < 4e9
    ? new Date(value * 1000).toISOString()
    : UNDOCUMENTED;
};
const time: Convert = (value) => {
  if (typeof value !== 'string' || value === '') return null;
  const isWritten = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
  return isWritten && !Number.isNaN(Date.parse(value)) && !/-(?:29|3\d)T|T24/.test(value)
    ? new Date(value).toISOString()
    : UNDOCUMENTED;
};
const nanoseconds: Convert = (value) => (typeof value === 'number' ? value / 1e9 : null);
const texts: Convert = (value) => {
  if (value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return UNDOCUMENTED;
  return Object.values(value).every((member) => typeof member === 'string') ? value : UNDOCUMENTED;
};

/** Fields of records: where they are in the document, and their types. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, readonly [string, Convert]>>>> = {
  // metadata.Started and metadata.Finished of GoogleCloudPlatform/testgrid metadata/job.go.
  started: {
    started_at: ['timestamp', seconds],
    node: ['node', text],
    pull: ['pull', text],
    repos: ['repos', texts],
    repo_commit: ['repo-commit', text],
    repo_version: ['repo-version', text],
    job_version: ['job-version', text],
  },
  finished: {
    finished_at: ['timestamp', seconds],
    result: ['result', text],
    revision: ['revision', text],
    job_version: ['job-version', text],
  },
  // ProwJob of kubernetes-sigs/prow pkg/apis/prowjobs/v1/types.go.
  prowjob: {
    prowjob_id: ['metadata.name', text],
    job_type: ['spec.type', text],
    agent: ['spec.agent', text],
    cluster: ['spec.cluster', text],
    job: ['spec.job', text],
    context: ['spec.context', text],
    org: ['spec.refs.org', text],
    repo: ['spec.refs.repo', text],
    base_ref: ['spec.refs.base_ref', text],
    base_sha: ['spec.refs.base_sha', text],
    pull_number: ['spec.refs.pulls.0.number', integer],
    state: ['status.state', text],
    description: ['status.description', text],
    triggered_at: ['status.startTime', time],
    pending_at: ['status.pendingTime', time],
    completed_at: ['status.completionTime', time],
    url: ['status.url', text],
    pod_name: ['status.pod_name', text],
    build_id: ['status.build_id', text],
    revival_count: ['status.pod_revival_count', integer],
  },
  // The pod and the events of Kubernetes (core/v1), as crier writes them.
  podinfo: {
    pod_name: ['pod.metadata.name', text],
    node: ['pod.spec.nodeName', text],
    pod_phase: ['pod.status.phase', text],
    pod_message: ['pod.status.message', text],
  },
  // clone.Record of kubernetes-sigs/prow pkg/pod-utils/clone.
  clone_records: {
    'clones.0.org': ['0.refs.org', text],
    'clones.0.repo': ['0.refs.repo', text],
    'clones.0.base_ref': ['0.refs.base_ref', text],
    'clones.0.base_sha': ['0.refs.base_sha', text],
    'clones.0.final_sha': ['0.final_sha', text],
    'clones.0.duration_seconds': ['0.duration', nanoseconds],
    'clones.1.final_sha': ['1.final_sha', text],
    'clones.1.is_failed': ['1.failed', (value) => flag(value) ?? false],
  },
};

/** A field of a record: what a second reading of the document expects, and what the record has. */
interface ComparedField {
  readonly field: string;
  readonly expected: Json;
  readonly actual: Json;
}

/** Returns the fields of a record of a kind of file, beside those of a second reading of the parsed document. */
export function comparedFields(
  kind: string,
  document: Json,
  record: Json,
): readonly ComparedField[] {
  return Object.entries(FIELDS[kind] ?? {}).flatMap(([field, [path, convert]]) => {
    const expected = convert(valueAt(document, path) ?? null);
    const actual = valueAt(record, field);
    return expected === UNDOCUMENTED || actual === undefined ? [] : [{ field, expected, actual }];
  });
}
