import type { Job } from '../jobs/job.ts';
import { planCoverageDrops, type CoverageDrop } from './coverage-drops.ts';
import { planFlakes, type FlakyTest } from './flakes.ts';
import { planJobCalendars, type JobCalendars } from './job-calendars.ts';
import { planMarkerStalls, type MarkerStall } from './marker-stalls.ts';
import { planNeverPassed, type NeverPassedJob } from './never-passed.ts';
import { planOutages, type Outage } from './outages.ts';
import { FaultPlanning, type FaultPlanningInput } from './planning.ts';
import { planRegressions, type Regression } from './regressions.ts';

/** The faults of a simulation. */
export interface FaultPlan {
  readonly flakes: readonly FlakyTest[];
  readonly regressions: readonly Regression[];
  readonly neverPassed: readonly NeverPassedJob[];
  readonly outages: readonly Outage[];
  readonly markerStalls: readonly MarkerStall[];
  readonly coverageDrops: readonly CoverageDrop[];
  readonly calendars: JobCalendars;
}

/** Plans the faults of a simulation. */
export function planFaults(input: FaultPlanningInput): FaultPlan {
  const planning = new FaultPlanning(input);
  // The order matters: each kind reserves the jobs that the next ones must not use.
  const neverPassed = planNeverPassed(planning);
  const flakes = planFlakes(planning);
  const regressions = planRegressions(planning);
  const outages = planOutages(planning);
  const markerStalls = planMarkerStalls(planning);
  const coverageDrops = planCoverageDrops(planning);
  const calendars = planJobCalendars(planning);
  return { flakes, regressions, neverPassed, outages, markerStalls, coverageDrops, calendars };
}

/** The faults of one job. */
export interface JobFaults {
  readonly flakes: readonly FlakyTest[];
  readonly regressions: readonly Regression[];
  readonly neverPassed: NeverPassedJob | undefined;
}

/** Returns the faults that affect a job. */
export function jobFaults({ flakes, regressions, neverPassed }: FaultPlan, job: Job): JobFaults {
  return {
    flakes: flakes.filter(({ scope }) => scope.jobs.has(job)),
    regressions: regressions.filter(({ scope }) => scope.jobs.has(job)),
    neverPassed: neverPassed.find((fault) => fault.job === job),
  };
}
