import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import type { JobRun } from '../history/run.ts';
import { randomOf, type World } from '../world.ts';
import type { BuildEnding } from './ending.ts';

/** The times of a build's steps, in milliseconds since the epoch. */
export interface BuildTimes {
  readonly triggered: number;
  readonly pending: number;
  readonly started: number;
  /** Ends of the phases of kubetest2, as far as the build got. */
  readonly built: number;
  readonly up: number;
  readonly tested: number;
  readonly finished: number;
  /** Time at which Prow reported the end. */
  readonly completed: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Returns the times of a build with random durations. */
export function buildTimes(world: World, run: JobRun, ending: BuildEnding): BuildTimes {
  const random = randomOf(world, 'times', run);
  const { queue_seconds: queue, seconds } = BUILD_PARAMETERS;
  const queued = random.chance(queue.slow_share)
    ? random.between(queue.slow)
    : random.exponential(queue.mean);
  const take = (range: readonly [number, number]): number =>
    Math.round(random.between(range) * SECOND);
  const triggered = run.triggeredAt;
  const pending = triggered + Math.ceil(queued) * SECOND;
  const started = pending + take(seconds.start) + take(seconds.clone);
  const built = started + (run.refs === undefined ? 0 : take(seconds.build));
  const up = built + take(seconds.up);
  const tested = ending.kind === 'tested' ? up + take(seconds.test) : up;
  const down = tested + take(seconds.down);
  const finished = stoppedAt(started, ending, random.next()) ?? down;
  const completed = finished + take(seconds.report);
  return { triggered, pending, started, built, up, tested, finished, completed };
}

/** Returns when a build that died or was aborted stopped; `undefined` for other builds. */
function stoppedAt(started: number, ending: BuildEnding, share: number): number | undefined {
  if (ending.kind !== 'died' && ending.kind !== 'aborted') return undefined;
  const [low, high] =
    BUILD_PARAMETERS.death_minutes[ending.kind === 'died' ? ending.reason : 'aborted'];
  return started + Math.round((low + share * (high - low)) * MINUTE);
}
