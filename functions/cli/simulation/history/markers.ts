import { buildPath } from '../artifacts/paths.ts';
import type { Upload } from '../artifacts/upload.ts';
import type { Build } from '../builds/build.ts';
import { isFailedCase } from '../builds/tests.ts';
import { FAULT_RULES } from '../catalog/faults.ts';
import { JOB_CATALOG } from '../catalog/jobs.ts';
import { type MarkerChannel, REPOSITORY } from '../catalog/repositories.ts';
import { type World, randomOf } from '../world.ts';
import type { Commit } from './commits.ts';
import type { NumberedRun } from './run.ts';

/** A build of a pipeline whose tests passed: it promotes what it tested, or what the marker says by then. */
export interface PromotingBuild {
  readonly path: string;
  readonly commit: Commit;
  /** When its tests were over. The cluster is taken down after that. */
  readonly at: number;
  readonly readsAgain: boolean;
}

/** The build, if it is one that promotes and its tests passed within the window. */
export function promotingBuild(world: World, build: Build<NumberedRun>): readonly PromotingBuild[] {
  const { run, ending, cases, under, times } = build;
  const hasPassed = ending.kind === 'tested' && !cases.some(isFailedCase);
  if (run.job.family !== 'pipeline' || !hasPassed || times.tested >= world.window.end) return [];
  const readsAgain = randomOf(world, 'marker-again', run).chance(
    FAULT_RULES.markers.reads_again_share,
  );
  return [{ path: buildPath(run), commit: under.kops, at: times.tested, readsAgain }];
}

/** One writing of a version marker. */
export interface MarkerWrite {
  readonly commit: Commit;
  readonly at: number;
  /** The build that promoted it. */
  readonly by: PromotingBuild | undefined;
}

/** A version marker and everything that was ever written to it, in the order of time. */
export interface MarkerHistory {
  readonly name: string;
  readonly branch: string;
  readonly channel: MarkerChannel;
  readonly writes: readonly MarkerWrite[];
  /** Whether it was made to stand still. */
  readonly isStalled: boolean;
}

const MINUTE = 60_000;
const FOLDER = JOB_CATALOG.pipeline.markers_gs.replace(/^gs:\/\/[^/]+\//, '');

/**
 * The histories of all markers. `latest-ci` follows the commits of its branch after a while, just as builds that go by
 * it do. What promotes from it within the window are the builds of the branch's pipeline; before the window, and
 * where the branch has no pipeline, nobody who is simulated.
 */
export function markerHistories(
  world: World,
  tested: readonly PromotingBuild[],
): readonly MarkerHistory[] {
  return REPOSITORY.branches.flatMap(({ name: branch }) => {
    const newest = followed(world, branch, 'latest-ci');
    const green = followed(world, branch, 'latest-ci-updown-green');
    const hasPipeline = JOB_CATALOG.pipeline.jobs.some((job) => job.branch === branch);
    const builds = tested.filter(({ commit }) => commit.branch === branch);
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

/** A marker that is given every commit of its branch after a fixed time, until it stands still. */
function followed(world: World, branch: string, marker: MarkerChannel): readonly MarkerWrite[] {
  const lag = REPOSITORY.markers[marker].lag_minutes * MINUTE;
  const stall = world.faults.markerStalls.find((candidate) => candidate.branch === branch);
  const until = Math.min(stall?.from ?? Infinity, world.window.end);
  return world.commits
    .of(branch)
    .map((commit) => ({ commit, at: commit.committedAt + lag, by: undefined }))
    .filter(({ at, commit }) => at < until || commit.ordinal === 0);
}

/** The pipeline reads the marker before its tests and, it may be, once more after them. */
function promotion(by: PromotingBuild, newest: readonly MarkerWrite[]): MarkerWrite {
  const now = newest.findLast(({ at }) => at <= by.at);
  return { commit: by.readsAgain && now !== undefined ? now.commit : by.commit, at: by.at, by };
}

/** Where versions are: markers are in a folder beside them. */
const RELEASES = JOB_CATALOG.pipeline.markers_url.replace(/[^/]+$/, '');

/** Every writing of every marker, in the order of time. */
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
