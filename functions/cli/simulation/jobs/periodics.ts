import { JOB_CATALOG, type PeriodicEntry, type PipelineEntry } from '../catalog/jobs.ts';
import {
  jobBase,
  branchOfVersion,
  kubetest2Args,
  markerFlag,
  periodicAnnotations,
} from './configuration.ts';
import type { Job } from './job.ts';

const GREEN_MARKER = 'latest-ci-updown-green';

/** The jobs that run several times a day. */
export function periodicJobs(): readonly Job[] {
  return JOB_CATALOG.periodics.map(periodicJob);
}

function periodicJob(entry: PeriodicEntry): Job {
  const branch = branchOfVersion(entry.kops_version);
  const base = jobBase(entry);
  const { selection = base.selection, retries = base.retries, runs_per_day: runsPerDay } = entry;
  return {
    ...base,
    family: 'periodic',
    branch,
    marker: GREEN_MARKER,
    runsPerDay,
    annotations: periodicAnnotations(entry, {
      dashboards: [entry.dashboard],
      tab: entry.name.replace('e2e-', ''),
      runsPerDay,
    }),
    args: kubetest2Args(entry, {
      kops: [markerFlag(branch, GREEN_MARKER)],
      steps: '--up --down',
      selection,
    }),
    selection,
    retries,
    share: 1,
  };
}

/** The jobs that promote a branch's newest build when its tests pass. */
export function pipelineJobs(): readonly Job[] {
  return JOB_CATALOG.pipeline.jobs.map(pipelineJob);
}

/** All are annotated `kops_version: latest`; the branch is in the marker that they test. */
function pipelineJob({ name, branch, k8s_version, runs_per_day }: PipelineEntry): Job {
  const { cloud, networking, distro, selection, markers_gs, annotations } = JOB_CATALOG.pipeline;
  const basics = { name, cloud, networking, distro, k8s_version, kops_version: 'latest' };
  const publish = `--publish-version-marker=${markers_gs}/${branch}/latest-ci-updown-green.txt`;
  return {
    ...jobBase(basics),
    family: 'pipeline',
    kops_version: branch === 'master' ? 'latest' : branch.replace('release-', ''),
    branch,
    marker: 'latest-ci',
    runsPerDay: runs_per_day,
    annotations: {
      ...periodicAnnotations(basics, {
        dashboards: ['kops-versions'],
        tab: name.replace('e2e-', ''),
        runsPerDay: runs_per_day,
      }),
      ...annotations,
    },
    args: kubetest2Args(basics, {
      kops: [markerFlag(branch, 'latest-ci'), publish],
      steps: '--up --down',
      selection,
    }),
    selection,
    share: 1,
  };
}
