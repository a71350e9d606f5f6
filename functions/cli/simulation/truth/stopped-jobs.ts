import type { StoppedJob } from '../faults/job-calendars.ts';

/** A job that is not run any more. */
export interface StoppedJobTruth {
  readonly job: string;
  /** Time from which on it is not run, ISO 8601, UTC. */
  readonly from: string;
}

/** Returns the truth about jobs that are stopped. */
export function stoppedJobsTruth(stopped: readonly StoppedJob[]): readonly StoppedJobTruth[] {
  return stopped.map(({ job, from }) => ({ job: job.name, from: new Date(from).toISOString() }));
}
