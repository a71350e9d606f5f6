import type { NumberedBuild } from '../builds/build.ts';
import { REPOSITORY } from '../catalog/repositories.ts';
import type { NumberedRun } from '../history/run.ts';
import { prowExtraRefs, prowRefs } from './checkout.ts';
import { viewUrl } from './paths.ts';
import { podCredentials, podSpec } from './pod-spec.ts';
import { kubernetesTime } from './time-formats.ts';

/** The states of a ProwJob; the last four are final. */
export type ProwJobState = 'triggered' | 'pending' | 'success' | 'failure' | 'aborted' | 'error';

const DESCRIPTIONS: Readonly<Record<ProwJobState, string>> = {
  triggered: 'Job triggered.',
  pending: 'Job is running.',
  success: 'Job succeeded.',
  failure: 'Job failed.',
  aborted: 'Job aborted.',
  error: 'Pod scheduling or its node failed.',
};

/** Returns `prowjob.json`, which crier rewrites at every change of state. */
export function prowjobJson(build: NumberedBuild, state: ProwJobState): string {
  const { run, place, times } = build;
  return JSON.stringify({
    apiVersion: 'prow.k8s.io/v1',
    kind: 'ProwJob',
    metadata: {
      name: place.podName,
      namespace: 'default',
      creationTimestamp: kubernetesTime(times.triggered),
      labels: labelsOf(build),
      annotations: {
        ...run.job.annotations,
        'prow.k8s.io/context': run.refs === undefined ? '' : run.job.name,
        'prow.k8s.io/job': run.job.name,
      },
    },
    spec: specOf(build),
    status: statusOf(build, state),
  });
}

function typeOf({ job }: NumberedRun): string {
  return job.family === 'presubmit' || job.family === 'batch' ? job.family : 'periodic';
}

function labelsOf({ run, place, access }: NumberedBuild): Readonly<Record<string, string>> {
  const { job, buildId, refs } = run;
  const { org, repo } = REPOSITORY.repository;
  const [pull] = refs?.pulls ?? [];
  return {
    ...podCredentials(job, access).labels,
    'created-by-prow': 'true',
    'prow.k8s.io/build-id': buildId,
    'prow.k8s.io/context': refs === undefined ? '' : job.name,
    'prow.k8s.io/id': place.podName,
    // Label values have at most 63 characters; the annotation has the complete name.
    'prow.k8s.io/job': job.name.slice(0, 63),
    ...(refs === undefined
      ? {}
      : {
          'prow.k8s.io/refs.base_ref': refs.base.branch,
          'prow.k8s.io/refs.org': org,
          'prow.k8s.io/refs.repo': repo,
        }),
    ...(pull === undefined || job.family === 'batch'
      ? {}
      : { 'prow.k8s.io/refs.pull': String(pull.number) }),
    'prow.k8s.io/type': typeOf(run),
  };
}

function specOf({ run, access, place }: NumberedBuild): object {
  const { job, refs } = run;
  return {
    type: typeOf(run),
    agent: 'kubernetes',
    cluster: place.buildCluster,
    namespace: 'test-pods',
    job: job.name,
    ...(refs === undefined
      ? { extra_refs: prowExtraRefs(run) }
      : {
          refs: prowRefs(run),
          context: job.name,
          rerun_command: `/test ${job.name}`,
          report: true,
        }),
    ...(job.family === 'upgrade' ? { max_concurrency: 1 } : {}),
    pod_spec: podSpec(job, access),
    decoration_config: {
      timeout: job.timeout.replace(/^(\d+)m$/, (_, minutes: string) => hours(Number(minutes))),
      grace_period: '15m0s',
      gcs_configuration: {
        bucket: REPOSITORY.bucket,
        path_strategy: 'legacy',
        default_org: 'kubernetes',
        default_repo: 'kubernetes',
      },
    },
  };
}

function hours(minutes: number): string {
  return `${Math.floor(minutes / 60)}h${minutes % 60}m0s`;
}

function statusOf({ run, place, times, ending }: NumberedBuild, state: ProwJobState): object {
  const isFinal = state !== 'triggered' && state !== 'pending';
  const isEvicted = isFinal && ending.kind === 'died' && ending.reason === 'eviction';
  return {
    startTime: kubernetesTime(times.triggered),
    ...(state === 'triggered' ? {} : { pendingTime: kubernetesTime(times.pending) }),
    ...(isFinal ? { completionTime: kubernetesTime(times.completed) } : {}),
    state,
    description: DESCRIPTIONS[state],
    url: viewUrl(run),
    pod_name: place.podName,
    build_id: run.buildId,
    ...(isEvicted ? { pod_revival_count: 1 } : {}),
    prev_report_states: { gcsk8sreporter: state, gcsreporter: state },
  };
}
