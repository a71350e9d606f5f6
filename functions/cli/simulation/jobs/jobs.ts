import { gridJobs } from './grid.ts';
import type { Job } from './job.ts';
import { periodicJobs } from './periodics.ts';
import { pipelineJobs } from './periodics.ts';
import { presubmitJobs } from './presubmits.ts';
import { upgradeJobs } from './upgrades.ts';

/** Every job of the catalog, and of the grid the share that exists at a scale. */
export function allJobs(scale: number): readonly Job[] {
  return [
    ...periodicJobs(),
    ...pipelineJobs(),
    ...upgradeJobs(),
    ...presubmitJobs(),
    ...gridJobs(scale),
  ];
}
