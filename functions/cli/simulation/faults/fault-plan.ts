import type { Job } from '../jobs/job.ts';
import type { FlakyTest, MarkerStall, NeverPassedJob, Outage, Regression } from './fault.ts';
import { planFlakes } from './flakes.ts';
import { planMarkerStalls } from './marker-stalls.ts';
import { planNeverPassed } from './never-passed.ts';
import { planOutages } from './outages.ts';
import { FaultPlanning, type FaultPlanningInput } from './planning.ts';
import { planRegressions } from './regressions.ts';

/** Everything that goes wrong on purpose. */
export interface FaultPlan {
  readonly flakes: readonly FlakyTest[];
  readonly regressions: readonly Regression[];
  readonly neverPassed: readonly NeverPassedJob[];
  readonly outages: readonly Outage[];
  readonly markerStalls: readonly MarkerStall[];
}

/** Plans the faults of a simulation. */
export function planFaults(input: FaultPlanningInput): FaultPlan {
  const planning = new FaultPlanning(input);
  // In this order: each takes the jobs that it must not share with the next.
  const neverPassed = planNeverPassed(planning);
  const flakes = planFlakes(planning);
  const regressions = planRegressions(planning);
  const outages = planOutages(planning);
  return { flakes, regressions, neverPassed, outages, markerStalls: planMarkerStalls(planning) };
}

/** The faults of one job. */
export interface JobFaults {
  readonly flakes: readonly FlakyTest[];
  readonly regressions: readonly Regression[];
  readonly neverPassed: NeverPassedJob | undefined;
}

/** The faults that show in a job. */
export function faultsOf({ flakes, regressions, neverPassed }: FaultPlan, job: Job): JobFaults {
  return {
    flakes: flakes.filter(({ scope }) => scope.jobs.has(job)),
    regressions: regressions.filter(({ scope }) => scope.jobs.has(job)),
    neverPassed: neverPassed.find((fault) => fault.job === job),
  };
}
