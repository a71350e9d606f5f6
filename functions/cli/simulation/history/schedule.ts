import type { World } from '../world.ts';
import { numbered } from './build-id.ts';
import { periodicRuns } from './periodic-runs.ts';
import { pullRuns } from './pulls.ts';
import type { NumberedRun } from './run.ts';

/** Every build of the simulated time, in the order in which they are triggered. */
export function schedule(world: World): readonly NumberedRun[] {
  const { settings, window, jobs } = world;
  const periodic = jobs
    .filter(({ family }) => family !== 'presubmit')
    .flatMap((job) => [...periodicRuns(settings.seed, job, window)]);
  const runs = [...periodic, ...pullRuns(world)];
  runs.sort((a, b) => a.triggeredAt - b.triggeredAt || (a.key < b.key ? -1 : 1));
  return numbered(settings.seed, runs);
}
