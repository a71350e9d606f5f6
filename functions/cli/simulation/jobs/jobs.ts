import { gridJobs } from './grid.ts';
import type { Job } from './job.ts';
import { periodicJobs, pipelineJobs } from './periodics.ts';
import { presubmitJobs } from './presubmits.ts';
import { upgradeJobs } from './upgrades.ts';

/** Returns all jobs of the catalog, and the share of the grid's jobs that exists at a scale. */
export function allJobs(scale: number): readonly Job[] {
  return [
    ...periodicJobs(),
    ...pipelineJobs(),
    ...upgradeJobs(),
    ...presubmitJobs(),
    ...gridJobs(scale),
  ];
}
