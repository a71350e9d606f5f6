import { faultsOf } from '../faults/fault-plan.ts';
import type { JobRun } from '../history/run.ts';
import { randomOf, commitsUnderTest, type CommitsUnderTest, type World } from '../world.ts';
import { cloudAccess, type CloudAccess } from './place.ts';
import { runTestCases, isFailedCase, type TestCaseRun } from './tests.ts';
import { buildEnding, type BuildEnding } from './ending.ts';
import { renderFailure, type RenderedFailure } from './failure.ts';
import { buildPlace, type BuildPlace } from './place.ts';
import { buildTimes, type BuildTimes } from './times.ts';

/** Everything that happens in one build, before any of it is written down. */
export interface Build<R extends JobRun = JobRun> {
  readonly run: R;
  readonly place: BuildPlace;
  readonly access: CloudAccess;
  readonly under: CommitsUnderTest;
  readonly ending: BuildEnding;
  readonly times: BuildTimes;
  /** Empty unless the tests ran. */
  readonly cases: readonly TestCaseRun[];
  /** What stopped the build outside of its tests. */
  readonly failure: RenderedFailure | undefined;
  /** Whether all went well; an aborted build did not. */
  readonly isPassed: boolean;
}

/** Plays one build. Playing it again gives the same. */
export function simulateBuild<R extends JobRun>(world: World, run: R): Build<R> {
  const place = buildPlace(world, run);
  const under = commitsUnderTest(world, run);
  const faults = faultsOf(world.faults, run.job);
  const natural = buildEnding({ world, run, place, under, faults });
  const planned = buildTimes(world, run, natural);
  const { ending, times } = abortIfSuperseded(run, natural, planned);
  const cases =
    ending.kind === 'tested'
      ? runTestCases({ world, run, place, under, faults, at: times.up })
      : [];
  const { template } = ending;
  const random = randomOf(world, 'failure', run);
  return {
    run,
    place,
    access: cloudAccess(world, run),
    under,
    ending,
    times,
    cases,
    failure:
      template === undefined
        ? undefined
        : renderFailure(template, { place, at: times.finished, random }),
    isPassed: ending.kind === 'tested' && template === undefined && !cases.some(isFailedCase),
  };
}

/** A newer commit of the pull request aborts what still runs. */
function abortIfSuperseded(
  { supersededAt }: JobRun,
  ending: BuildEnding,
  times: BuildTimes,
): { ending: BuildEnding; times: BuildTimes } {
  if (supersededAt === undefined || supersededAt >= times.finished) return { ending, times };
  const stopped = Math.max(supersededAt, times.started + 1000);
  const completed = stopped + (times.completed - times.finished);
  return {
    ending: { kind: 'aborted', fault: null, template: undefined },
    times: { ...times, finished: stopped, completed },
  };
}
