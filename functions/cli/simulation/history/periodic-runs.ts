import type { Job } from '../jobs/job.ts';
import type { Window } from '../options.ts';
import { Random } from '../random/random.ts';
import type { Run } from './run.ts';

const DAY = 86_400_000;
/** How late the scheduler may be. */
const JITTER: readonly [number, number] = [0, 25_000];

/** The runs of a periodic job: evenly spread, at times that depend on its name as the real ones do. */
export function* periodicRuns(seed: number, job: Job, window: Window): Generator<Run> {
  const interval = DAY / job.runsPerDay;
  const minutes = Math.floor((new Random('cron', job.name).next() * interval) / 60_000);
  // Counted from a fixed time, not from the window, so that a longer window keeps the runs of a shorter one.
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
