import { faultsOf } from '../faults/fault-plan.ts';
import type { Run } from '../history/run.ts';
import { randomOf, underTest, type UnderTest, type World } from '../world.ts';
import { accessOf, type Access } from './place.ts';
import { casesOf, isFailed, type Case } from './tests.ts';
import { endingOf, type Ending } from './ending.ts';
import { failureOf, type Failure } from './failure.ts';
import { placeOf, type Place } from './place.ts';
import { timesOf, type BuildTimes } from './times.ts';

/** Everything that happens in one build, before any of it is written down. */
export interface Build<R extends Run = Run> {
  readonly run: R;
  readonly place: Place;
  readonly access: Access;
  readonly under: UnderTest;
  readonly ending: Ending;
  readonly times: BuildTimes;
  /** Empty unless the tests ran. */
  readonly cases: readonly Case[];
  /** What stopped the build outside of its tests. */
  readonly failure: Failure | undefined;
  /** Whether all went well; an aborted build did not. */
  readonly isPassed: boolean;
}

/** Plays one build. Playing it again gives the same. */
export function play<R extends Run>(world: World, run: R): Build<R> {
  const place = placeOf(world, run);
  const under = underTest(world, run);
  const faults = faultsOf(world.faults, run.job);
  const natural = endingOf({ world, run, place, under, faults });
  const planned = timesOf(world, run, natural);
  const { ending, times } = superseded(run, natural, planned);
  const cases =
    ending.kind === 'tested' ? casesOf({ world, run, place, under, faults, at: times.up }) : [];
  const { template } = ending;
  const random = randomOf(world, 'failure', run);
  return {
    run,
    place,
    access: accessOf(world, run),
    under,
    ending,
    times,
    cases,
    failure:
      template === undefined
        ? undefined
        : failureOf(template, { place, at: times.finished, random }),
    isPassed: ending.kind === 'tested' && template === undefined && !cases.some(isFailed),
  };
}

/** A newer commit of the pull request aborts what still runs. */
function superseded(
  { supersededAt }: Run,
  ending: Ending,
  times: BuildTimes,
): { ending: Ending; times: BuildTimes } {
  if (supersededAt === undefined || supersededAt >= times.finished) return { ending, times };
  const stopped = Math.max(supersededAt, times.started + 1000);
  const completed = stopped + (times.completed - times.finished);
  return {
    ending: { kind: 'aborted', fault: null, template: undefined },
    times: { ...times, finished: stopped, completed },
  };
}
