import { JOBS, type PipelineEntry } from '../catalog/jobs.ts';
import { periodicAnnotations } from './annotations.ts';
import { baseOf } from './base.ts';
import { kubetest2Args, markerFlag } from './command.ts';
import type { Job } from './job.ts';

/** The jobs that promote a branch's newest build when its tests pass. */
export function pipelineJobs(): readonly Job[] {
  return JOBS.pipeline.jobs.map(pipelineJob);
}

/** All are annotated `kops_version: latest`; the branch is in the marker that they test. */
function pipelineJob({ name, branch, k8s_version, runs_per_day }: PipelineEntry): Job {
  const { cloud, networking, distro, selection, markers_gs, annotations } = JOBS.pipeline;
  const basics = { name, cloud, networking, distro, k8s_version, kops_version: 'latest' };
  const publish = `--publish-version-marker=${markers_gs}/${branch}/latest-ci-updown-green.txt`;
  return {
    ...baseOf(basics),
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
