import { JOB_CATALOG, type PeriodicEntry, type PipelineEntry } from '../catalog/jobs.ts';
import type { MarkerChannel } from '../catalog/repositories.ts';
import type { JobFamily } from '../catalog/vocabulary.ts';
import {
  branchOfVersion,
  jobBase,
  kubetest2Args,
  markerFlag,
  periodicAnnotations,
  type JobEntry,
} from './configuration.ts';
import type { Job } from './job.ts';

/** Returns the jobs that run several times a day. */
export function periodicJobs(): readonly Job[] {
  return JOB_CATALOG.periodics.map(frequentJob);
}

/** Returns the jobs that promote a branch's newest version if its tests pass. */
export function pipelineJobs(): readonly Job[] {
  return JOB_CATALOG.pipeline.jobs.map(pipelineJob);
}

/** The settings of a periodic job that its entry does not contain. */
interface PeriodicOptions {
  readonly family: JobFamily;
  readonly branch: string;
  readonly marker: MarkerChannel;
  readonly runsPerDay: number;
  readonly dashboard: string;
  readonly selection: string;
  /** Flags of kubetest2 after the one of the marker. */
  readonly flags?: readonly string[];
}

/** Returns a periodic job that tests the version that a marker names with kubetest2. */
export function periodicJob(entry: JobEntry, options: PeriodicOptions): Job {
  const { family, branch, marker, runsPerDay, dashboard, selection, flags = [] } = options;
  return {
    ...jobBase(entry),
    family,
    branch,
    marker,
    runsPerDay,
    annotations: periodicAnnotations(entry, { dashboard, runsPerDay }),
    args: kubetest2Args(entry, {
      flags: [markerFlag(branch, marker), ...flags],
      steps: '--up --down',
      selection,
    }),
    selection,
  };
}

function frequentJob(entry: PeriodicEntry): Job {
  const { selection, retries } = JOB_CATALOG.defaults;
  const job = periodicJob(entry, {
    family: 'periodic',
    branch: branchOfVersion(entry.kops_version),
    marker: 'latest-ci-updown-green',
    runsPerDay: entry.runs_per_day,
    dashboard: entry.dashboard,
    selection: entry.selection ?? selection,
  });
  return { ...job, retries: entry.retries ?? retries };
}

/** Returns the job of a pipeline. All pipelines are annotated `kops_version: latest`; the marker that they test names the branch. */
function pipelineJob({ name, branch, k8s_version, runs_per_day }: PipelineEntry): Job {
  const { cloud, networking, distro, selection, markers_gs, annotations } = JOB_CATALOG.pipeline;
  const entry = { name, cloud, networking, distro, k8s_version, kops_version: 'latest' };
  const job = periodicJob(entry, {
    family: 'pipeline',
    branch,
    marker: 'latest-ci',
    runsPerDay: runs_per_day,
    dashboard: 'kops-versions',
    selection,
    flags: [`--publish-version-marker=${markers_gs}/${branch}/latest-ci-updown-green.txt`],
  });
  return {
    ...job,
    kops_version: branch === 'master' ? 'latest' : branch.replace('release-', ''),
    annotations: { ...job.annotations, ...annotations },
  };
}
