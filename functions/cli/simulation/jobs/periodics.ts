import { JOBS, type PeriodicEntry } from '../catalog/jobs.ts';
import { periodicAnnotations } from './annotations.ts';
import { baseOf, branchOf } from './base.ts';
import { kubetest2Args, markerFlag } from './command.ts';
import type { Job } from './job.ts';

const MARKER = 'latest-ci-updown-green';

/** The jobs that run several times a day. */
export function periodicJobs(): readonly Job[] {
  return JOBS.periodics.map(periodicJob);
}

function periodicJob(entry: PeriodicEntry): Job {
  const branch = branchOf(entry.kops_version);
  const base = baseOf(entry);
  const { selection = base.selection, retries = base.retries, runs_per_day: runsPerDay } = entry;
  return {
    ...base,
    family: 'periodic',
    branch,
    marker: MARKER,
    runsPerDay,
    annotations: periodicAnnotations(entry, {
      dashboards: [entry.dashboard],
      tab: entry.name.replace('e2e-', ''),
      runsPerDay,
    }),
    args: kubetest2Args(entry, {
      kops: [markerFlag(branch, MARKER)],
      steps: '--up --down',
      selection,
    }),
    selection,
    retries,
    share: 1,
  };
}
