import { JOB_CATALOG, type PresubmitEntry } from '../catalog/jobs.ts';
import { REPOSITORY } from '../catalog/repositories.ts';
import { presubmitAnnotations } from './configuration.ts';
import { jobBase } from './configuration.ts';
import { kubetest2Args } from './configuration.ts';
import type { Job } from './job.ts';

const BINARY = '--kops-binary-path=/home/prow/go/src/k8s.io/kops/.build/dist/linux/amd64/kops';

/** The jobs that run for pull requests. */
export function presubmitJobs(): readonly Job[] {
  return JOB_CATALOG.presubmits.jobs.map(presubmitJob);
}

function presubmitJob(entry: PresubmitEntry): Job {
  const basics = { ...entry, kops_version: 'latest' };
  const base = jobBase(basics);
  const { selection = base.selection, retries = base.retries, optional = false } = entry;
  return {
    ...base,
    family: 'presubmit',
    branch: REPOSITORY.default_branch,
    marker: undefined,
    runsPerDay: JOB_CATALOG.presubmits.pulls_per_day,
    labels: { ...base.labels, ...(optional ? { 'prow.k8s.io/is-optional': 'true' } : {}) },
    annotations: presubmitAnnotations(basics, entry.tab),
    args: kubetest2Args(basics, { kops: [BINARY], steps: '--up --build --down', selection }),
    selection,
    retries,
    share: entry.share,
  };
}

/** A presubmit as it runs for a batch of pull requests that are to merge together. */
export function batchOf(job: Job): Job {
  return { ...job, family: 'batch' };
}
