import { JOBS } from '../catalog/jobs.ts';
import { REPOSITORY, type Marker } from '../catalog/repositories.ts';
import type { Commit } from '../history/commits.ts';
import type { World } from '../world.ts';
import type { TestedBuild } from './promotions.ts';

/** One writing of a version marker. */
export interface MarkerWrite {
  readonly commit: Commit;
  readonly at: number;
  /** The build that promoted it. */
  readonly by: TestedBuild | undefined;
}

/** A version marker and everything that was ever written to it, in the order of time. */
export interface MarkerHistory {
  readonly name: string;
  readonly branch: string;
  readonly channel: Marker;
  readonly writes: readonly MarkerWrite[];
  /** Whether it was made to stand still. */
  readonly isStalled: boolean;
}

const MINUTE = 60_000;
const FOLDER = JOBS.pipeline.markers_gs.replace(/^gs:\/\/[^/]+\//, '');

/**
 * The histories of all markers. `latest-ci` follows the commits of its branch after a while, just as builds that go by
 * it do. What promotes from it within the window are the builds of the branch's pipeline; before the window, and
 * where the branch has no pipeline, nobody who is simulated.
 */
export function markerHistories(
  world: World,
  tested: readonly TestedBuild[],
): readonly MarkerHistory[] {
  return REPOSITORY.branches.flatMap(({ name: branch }) => {
    const newest = followed(world, branch, 'latest-ci');
    const green = followed(world, branch, 'latest-ci-updown-green');
    const hasPipeline = JOBS.pipeline.jobs.some((job) => job.branch === branch);
    const builds = tested.filter(({ commit }) => commit.branch === branch);
    const promoted = hasPipeline
      ? [
          ...green.filter(({ at }) => at < world.window.start),
          ...builds.map((by) => promotion(by, newest)),
        ]
      : green;
    const isStalled = world.faults.markerStalls.some((stall) => stall.branch === branch);
    const historyOf = (channel: Marker, writes: readonly MarkerWrite[]): MarkerHistory => ({
      name: `${FOLDER}/${branch}/${channel}.txt`,
      branch,
      channel,
      writes: writes.toSorted((a, b) => a.at - b.at),
      isStalled,
    });
    return [historyOf('latest-ci', newest), historyOf('latest-ci-updown-green', promoted)];
  });
}

/** A marker that is given every commit of its branch after a fixed time, until it stands still. */
function followed(world: World, branch: string, marker: Marker): readonly MarkerWrite[] {
  const lag = REPOSITORY.markers[marker].lag_minutes * MINUTE;
  const stall = world.faults.markerStalls.find((candidate) => candidate.branch === branch);
  const until = Math.min(stall?.from ?? Infinity, world.window.end);
  return world.commits
    .of(branch)
    .map((commit) => ({ commit, at: commit.committedAt + lag, by: undefined }))
    .filter(({ at, commit }) => at < until || commit.ordinal === 0);
}

/** The pipeline reads the marker before its tests and, it may be, once more after them. */
function promotion(by: TestedBuild, newest: readonly MarkerWrite[]): MarkerWrite {
  const now = newest.findLast(({ at }) => at <= by.at);
  return { commit: by.readsAgain && now !== undefined ? now.commit : by.commit, at: by.at, by };
}
