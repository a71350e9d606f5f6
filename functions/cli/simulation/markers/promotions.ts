import { buildPath } from '../artifacts/location.ts';
import type { Build } from '../builds/build.ts';
import { isFailed } from '../builds/cases.ts';
import { FAULTS } from '../catalog/faults.ts';
import type { Commit } from '../history/commits.ts';
import type { NumberedRun } from '../history/run.ts';
import { randomOf, type World } from '../world.ts';

/** A build of a pipeline whose tests passed: it promotes what it tested, or what the marker says by then. */
export interface TestedBuild {
  readonly path: string;
  readonly commit: Commit;
  /** When its tests were over. The cluster is taken down after that. */
  readonly at: number;
  readonly readsAgain: boolean;
}

/** The build, if it is one that promotes and its tests passed within the window. */
export function testedBuild(world: World, build: Build<NumberedRun>): readonly TestedBuild[] {
  const { run, ending, cases, under, times } = build;
  const hasPassed = ending.kind === 'tested' && !cases.some(isFailed);
  if (run.job.family !== 'pipeline' || !hasPassed || times.tested >= world.window.end) return [];
  const readsAgain = randomOf(world, 'marker-again', run).chance(FAULTS.markers.reads_again_share);
  return [{ path: buildPath(run), commit: under.kops, at: times.tested, readsAgain }];
}
