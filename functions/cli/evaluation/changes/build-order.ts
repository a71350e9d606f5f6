import type { BuildTruth } from '../../simulation/truth/builds.ts';
import type { CommitTruth } from '../../simulation/truth/names.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import type { PlannedChange } from './planned-changes.ts';

/** The builds of each job in order, and the commits that they tested. */
export class BuildOrder {
  readonly #builds: ReadonlyMap<string, readonly BuildTruth[]>;
  readonly #commits: ReadonlyMap<string, CommitTruth>;

  constructor({ builds, commits }: Pick<Truth, 'builds' | 'commits'>) {
    // The truth lists builds in the order in which they were triggered.
    this.#builds = Map.groupBy(builds, ({ job }) => job);
    this.#commits = new Map(commits.map((commit) => [commit.sha, commit]));
  }

  /**
   * Returns the distance in builds from the true first build to the found one; negative if the found one is too early.
   * Builds that did not get as far as the changed part do not count.
   *
   * @returns `undefined` if the job has no such build
   */
  distance({ job, level, firstBuild }: PlannedChange, foundBuild: string): number | undefined {
    const builds = this.#builds.get(job) ?? [];
    const positionOf = (id: string): number | undefined => {
      const index = builds.findIndex(({ build_id }) => build_id === id);
      if (index < 0) return undefined;
      return builds.slice(0, index).filter((build) => REACHES_LEVEL[level](build)).length;
    };
    const [planned, found] = [positionOf(firstBuild), positionOf(foundBuild)];
    return planned === undefined || found === undefined ? undefined : found - planned;
  }

  /** Returns whether the commit is newer than that of the build before and not newer than that of the build after. */
  isBetween(
    { job, cause, commit }: PlannedChange,
    { before, after }: { readonly before: string | null; readonly after: string },
  ): boolean {
    const ordinalOf = (id: string | null): number | undefined => {
      const build = this.#builds.get(job)?.find(({ build_id }) => build_id === id);
      if (build === undefined) return undefined;
      const tested = this.#commits.get(
        cause === 'kops' ? build.kops_commit : build.checkout_commit,
      );
      return tested?.branch === commit.branch ? tested.ordinal : undefined;
    };
    const [from, to] = [ordinalOf(before), ordinalOf(after)];
    return from !== undefined && to !== undefined && from < commit.ordinal && commit.ordinal <= to;
  }
}

const REACHES_LEVEL: Readonly<Record<PlannedChange['level'], (build: BuildTruth) => boolean>> = {
  create: ({ outcome }) => outcome === 'passed' || outcome === 'failed' || outcome === 'errored',
  up: (build) => build.has_report && hasEnded(build),
  test: (build) => build.has_report && hasEnded(build) && build.failed_phase !== 'up',
};

function hasEnded({ outcome }: BuildTruth): boolean {
  return outcome === 'passed' || outcome === 'failed';
}
