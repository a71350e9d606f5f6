import { JOB_CATALOG, type PresubmitEntry } from '../catalog/jobs.ts';
import { REPOSITORY } from '../catalog/repositories.ts';
import { jobBase, kubetest2Args, presubmitAnnotations } from './configuration.ts';
import type { Job } from './job.ts';

const BINARY = '--kops-binary-path=/home/prow/go/src/k8s.io/kops/.build/dist/linux/amd64/kops';

/** Returns the jobs that run for pull requests. */
export function presubmitJobs(): readonly Job[] {
  return JOB_CATALOG.presubmits.jobs.map(presubmitJob);
}

function presubmitJob(entry: PresubmitEntry): Job {
  const config = { ...entry, kops_version: 'latest' };
  const base = jobBase(config);
  const { selection = base.selection, retries = base.retries, optional = false } = entry;
  return {
    ...base,
    family: 'presubmit',
    branch: REPOSITORY.default_branch,
    marker: undefined,
    runsPerDay: JOB_CATALOG.presubmits.pulls_per_day,
    labels: { ...base.labels, ...(optional ? { 'prow.k8s.io/is-optional': 'true' } : {}) },
    annotations: presubmitAnnotations(config, entry.tab),
    args: kubetest2Args(config, { flags: [BINARY], steps: '--up --build --down', selection }),
    selection,
    retries,
    share: entry.share,
  };
}

/** Returns the batch job of a presubmit, which tests several pull requests together before they merge. */
export function batchOf(job: Job): Job {
  return { ...job, family: 'batch' };
}
