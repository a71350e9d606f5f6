import { buildPath } from '../artifacts/paths.ts';
import type { Upload } from '../artifacts/upload.ts';
import type { NumberedBuild } from '../builds/build.ts';
import { isFailedCase } from '../builds/tests.ts';
import { FAULT_RULES } from '../catalog/faults.ts';
import { JOB_CATALOG } from '../catalog/jobs.ts';
import { REPOSITORY, type MarkerChannel } from '../catalog/repositories.ts';
import { randomOf, type World } from '../world.ts';
import type { Commit } from './commits.ts';

/** A pipeline build whose tests passed: it promotes the version that it tested, or the one that the marker names at that time. */
export interface PromotingBuild {
  readonly path: string;
  readonly commit: Commit;
  /** End of its tests; the cluster is deleted later. */
  readonly at: number;
  /** Whether the build reads the marker again after its tests and promotes that version. */
  readonly readsAgain: boolean;
}

/** Returns the promotion of a build: one element if it is a pipeline build whose tests passed within the window. */
export function promotingBuild(world: World, build: NumberedBuild): readonly PromotingBuild[] {
  const { run, ending, cases, underTest, times } = build;
  const hasPassed = ending.kind === 'tested' && !cases.some(isFailedCase);
  if (run.job.family !== 'pipeline' || !hasPassed || times.tested >= world.window.end) return [];
  const readsAgain = randomOf(world, 'marker-again', run).chance(
    FAULT_RULES.markers.reads_again_share,
  );
  return [{ path: buildPath(run), commit: underTest.kops, at: times.tested, readsAgain }];
}

/** One write of a version marker. */
export interface MarkerWrite {
  readonly commit: Commit;
  readonly at: number;
  /** The build that promoted the version; `undefined` for a write that no simulated build made. */
  readonly by: PromotingBuild | undefined;
}

/** A version marker with all its writes in the order of time. */
export interface MarkerHistory {
  readonly name: string;
  readonly branch: string;
  readonly channel: MarkerChannel;
  readonly writes: readonly MarkerWrite[];
  /** Whether a planned fault stops its writes. */
  readonly isStalled: boolean;
}

const MINUTE = 60_000;
const FOLDER = JOB_CATALOG.pipeline.markers_gs.replace(/^gs:\/\/[^/]+\//, '');

/**
 * Returns the histories of all version markers. `latest-ci` follows the commits of its branch after a fixed delay. The
 * builds of the branch's pipeline promote versions from it to `latest-ci-updown-green`; before the window, and on
 * branches without a pipeline, that marker follows the commits as well.
 */
export function markerHistories(
  world: World,
  promoting: readonly PromotingBuild[],
): readonly MarkerHistory[] {
  return REPOSITORY.branches.flatMap(({ name: branch }) => {
    const newest = followed(world, branch, 'latest-ci');
    const green = followed(world, branch, 'latest-ci-updown-green');
    const hasPipeline = JOB_CATALOG.pipeline.jobs.some((job) => job.branch === branch);
    const builds = promoting.filter(({ commit }) => commit.branch === branch);
    const promoted = hasPipeline
      ? [
          ...green.filter(({ at }) => at < world.window.start),
          ...builds.map((by) => promotion(by, newest)),
        ]
      : green;
    const isStalled = world.faults.markerStalls.some((stall) => stall.branch === branch);
    const historyOf = (channel: MarkerChannel, writes: readonly MarkerWrite[]): MarkerHistory => ({
      name: `${FOLDER}/${branch}/${channel}.txt`,
      branch,
      channel,
      writes: writes.toSorted((a, b) => a.at - b.at),
      isStalled,
    });
    return [historyOf('latest-ci', newest), historyOf('latest-ci-updown-green', promoted)];
  });
}

/** Returns the writes of a marker that follows the commits of its branch after a fixed delay, until it stalls. */
function followed(world: World, branch: string, marker: MarkerChannel): readonly MarkerWrite[] {
  const lag = REPOSITORY.markers[marker].lag_minutes * MINUTE;
  const stall = world.faults.markerStalls.find((candidate) => candidate.branch === branch);
  const until = Math.min(stall?.from ?? Infinity, world.window.end);
  return world.commits
    .of(branch)
    .map((commit) => ({ commit, at: commit.committedAt + lag, by: undefined }))
    .filter(({ at, commit }) => at < until || commit.ordinal === 0);
}

/** Returns the write of a promoting build: the version that it tested, or the newest one if it reads the marker again. */
function promotion(by: PromotingBuild, newest: readonly MarkerWrite[]): MarkerWrite {
  const now = newest.findLast(({ at }) => at <= by.at);
  return { commit: by.readsAgain && now !== undefined ? now.commit : by.commit, at: by.at, by };
}

/** URL of the folder of versions, beside the folder of markers. */
const RELEASES = JOB_CATALOG.pipeline.markers_url.replace(/[^/]+$/, '');

/** Returns all writes of all markers in the order of time. */
export function markerUploads(markers: readonly MarkerHistory[]): readonly Upload[] {
  return markers
    .flatMap(({ name, writes }) =>
      writes.map(({ commit, at }): Upload => ({
        kind: 'version_marker',
        name,
        at,
        body: `${RELEASES}${commit.version}\n`,
      })),
    )
    .sort((a, b) => a.at - b.at);
}
