import { jobFaults } from '../faults/fault-plan.ts';
import {
  commitsUnderTest,
  type CommitsUnderTest,
  type JobRun,
  type NumberedRun,
} from '../history/run.ts';
import { randomOf, type World } from '../world.ts';
import type { BuildContext } from './context.ts';
import { buildEnding, type BuildEnding } from './ending.ts';
import { renderFailure, type RenderedFailure } from './failure.ts';
import { buildPlace, cloudAccess, type BuildPlace, type CloudAccess } from './place.ts';
import { isFailedCase, runTestCases, type TestCaseRun } from './tests.ts';
import { buildTimes, type BuildTimes } from './times.ts';

/** The result of simulating one run, before any of its files is written. */
export interface Build<R extends JobRun = JobRun> {
  readonly run: R;
  readonly place: BuildPlace;
  readonly access: CloudAccess;
  readonly underTest: CommitsUnderTest;
  readonly ending: BuildEnding;
  readonly times: BuildTimes;
  /** Empty unless the tests ran. */
  readonly cases: readonly TestCaseRun[];
  /** The failure that stopped the build outside of its tests. */
  readonly failure: RenderedFailure | undefined;
  /** `false` for aborted builds as well. */
  readonly isPassed: boolean;
}

/** A build that has a build ID, and so a folder for its files. */
export type NumberedBuild = Build<NumberedRun>;

/** Simulates one build; the same run always gives the same build. */
export function simulateBuild<R extends JobRun>(world: World, run: R): Build<R> {
  const place = buildPlace(world, run);
  const underTest = commitsUnderTest(world.commits, run);
  const context = { world, run, place, underTest, faults: jobFaults(world.faults, run.job) };
  const { ending, times } = endingAndTimes(context);
  const cases = ending.kind === 'tested' ? runTestCases(context, times.up) : [];
  const { template } = ending;
  const random = randomOf(world, 'failure', run);
  return {
    run,
    place,
    access: cloudAccess(world, run),
    underTest,
    ending,
    times,
    cases,
    failure: template && renderFailure(template, { place, at: times.finished, random }),
    isPassed: ending.kind === 'tested' && template === undefined && !cases.some(isFailedCase),
  };
}

/** Returns how and when a build ends; a newer commit of its pull request aborts a build that still runs. */
function endingAndTimes(context: BuildContext): { ending: BuildEnding; times: BuildTimes } {
  const { world, run } = context;
  const ending = buildEnding(context);
  const times = buildTimes(world, run, ending);
  const { supersededAt } = run;
  if (supersededAt === undefined || supersededAt >= times.finished) return { ending, times };
  const finished = Math.max(supersededAt, times.started + 1000);
  const completed = finished + (times.completed - times.finished);
  return {
    ending: { kind: 'aborted', fault: null, template: undefined },
    times: { ...times, finished, completed },
  };
}
