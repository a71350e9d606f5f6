import { isOff } from '../faults/job-calendars.ts';
import type { Job } from '../jobs/job.ts';
import type { TimeWindow } from '../options.ts';
import { Random } from '../random.ts';
import type { World } from '../world.ts';
import { pullRequestRuns } from './pull-requests.ts';
import type { JobRun, NumberedRun } from './run.ts';

/** Returns all runs of the window in the order in which they are triggered. */
export function schedule(world: World): readonly NumberedRun[] {
  const { settings, window, jobs } = world;
  const periodic = jobs
    .filter(({ family }) => family !== 'presubmit')
    .flatMap((job) => [...periodicRuns(settings.seed, job, window)])
    .filter(({ job, triggeredAt }) => !isOff(world.faults.calendars, job, triggeredAt));
  const runs = [...periodic, ...pullRequestRuns(world)];
  runs.sort((a, b) => a.triggeredAt - b.triggeredAt || (a.key < b.key ? -1 : 1));
  return numberRuns(settings.seed, runs);
}

const DAY = 86_400_000;
/** Delay of the scheduler in milliseconds. */
const JITTER: readonly [number, number] = [0, 25_000];

/** Generates the runs of a periodic job: evenly spread, at minutes that depend on its name as those of real jobs do. */
function* periodicRuns(seed: number, job: Job, window: TimeWindow): Generator<JobRun> {
  const interval = DAY / job.runsPerDay;
  const minutes = Math.floor((new Random('cron', job.name).next() * interval) / 60_000);
  // Counted from the epoch, not from the window, so that a longer window keeps the runs of a shorter one.
  const first = Math.ceil((window.start - minutes * 60_000) / interval);
  for (let i = first; ; i++) {
    const due = i * interval + minutes * 60_000;
    const key = `${job.name}@${Math.round(due / 60_000)}`;
    const triggeredAt = Math.round(due) + new Random(seed, 'jitter', key).integer(JITTER);
    if (triggeredAt >= window.end) return;
    if (triggeredAt >= window.start) {
      yield { key, job, triggeredAt, refs: undefined, supersededAt: undefined };
    }
  }
}

/** Build IDs count milliseconds from this time in the bits above the lowest 22. */
const EPOCH = 1_288_834_974_657n;
const TIME_SHIFT = 22n;
const LOW_BITS = 2 ** 22 - 1;

/** Adds a unique, growing build ID to each run; the runs must be ordered by time. */
function numberRuns(seed: number, runs: readonly JobRun[]): readonly NumberedRun[] {
  let last = 0n;
  return runs.map((run) => {
    const low = BigInt(new Random(seed, 'build-id', run.key).integer([0, LOW_BITS]));
    const id = ((BigInt(run.triggeredAt) - EPOCH) << TIME_SHIFT) | low;
    last = id > last ? id : last + 1n;
    return { ...run, buildId: last.toString() };
  });
}
