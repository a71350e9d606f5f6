import type { Job } from '../jobs/job.ts';
import type { FaultPlanning } from './planning.ts';

/** A job that is not run any more. */
export interface StoppedJob {
  readonly job: Job;
  /** Milliseconds since the epoch. */
  readonly from: number;
}

/** When jobs do not run although they are due. */
export interface JobCalendars {
  readonly stopped: readonly StoppedJob[];
  /** Jobs that do not run on Saturdays and Sundays. */
  readonly weekdays: ReadonlySet<Job>;
}

/** Plans the jobs that run on weekdays only, and those that are stopped. */
export function planJobCalendars(planning: FaultPlanning): JobCalendars {
  const { window, rules } = planning.input;
  const daily = planning.input.jobs.filter(
    ({ family, runsPerDay }) => family !== 'presubmit' && runsPerDay >= 1,
  );
  const count = Math.round(daily.length * rules.weekday_share);
  const weekdays = new Set(planning.choose(daily, ({ name }) => name, { of: ['weekdays'], count }));
  const others = daily.filter((job) => !weekdays.has(job));
  const chosen = planning.choose(others, ({ name }) => name, {
    of: ['stopped'],
    count: rules.stopped_jobs.count,
  });
  const stopped = chosen.map((job) => {
    const share = planning.random('stopped', job.name).between(rules.stopped_jobs.at);
    return { job, from: Math.round(window.start + share * (window.end - window.start)) };
  });
  return { stopped, weekdays };
}

/** Returns whether a job does not run at a time. */
export function isOff({ stopped, weekdays }: JobCalendars, job: Job, at: number): boolean {
  if (stopped.some((one) => one.job === job && at >= one.from)) return true;
  return weekdays.has(job) && [0, 6].includes(new Date(at).getUTCDay());
}
