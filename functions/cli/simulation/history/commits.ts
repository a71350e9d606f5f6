import { REPOSITORY, type Branch } from '../catalog/repositories.ts';
import type { TimeWindow } from '../options.ts';
import { Random } from '../random.ts';

const DAY = 86_400_000;

/** A commit of a branch of the repository under test. */
export interface Commit {
  readonly branch: string;
  /** Position on its branch, from 0. */
  readonly ordinal: number;
  readonly sha: string;
  /** Milliseconds since the epoch. */
  readonly committedAt: number;
  readonly author: string;
  readonly title: string;
  /** The version of a kOps that is built from this commit. */
  readonly version: string;
}

/** The commits of all branches, from some days before the window to its end. */
export class Commits {
  readonly #branches: ReadonlyMap<string, readonly Commit[]>;

  constructor(seed: number, window: TimeWindow) {
    this.#branches = new Map(
      REPOSITORY.branches.map((branch) => [branch.name, commitsOf(branch, seed, window)]),
    );
  }

  /**
   * Returns the commits of a branch in order.
   *
   * @throws RangeError if the catalog has no such branch
   */
  of(branch: string): readonly Commit[] {
    const commits = this.#branches.get(branch);
    if (commits === undefined)
      throw new RangeError(
        `The catalog has no branch ${branch}; add it to catalog/repositories.json.`,
      );
    return commits;
  }

  get branches(): ReadonlyMap<string, readonly Commit[]> {
    return this.#branches;
  }

  /** Returns the newest commit of a branch at a time; for an earlier time, its first commit. */
  newestAt(branch: string, at: number): Commit {
    const commits = this.of(branch);
    const newest = commits.findLast(({ committedAt }) => committedAt <= at) ?? commits[0];
    if (newest === undefined) throw new RangeError(`Branch ${branch} has no commits.`);
    return newest;
  }
}

function commitsOf(branch: Branch, seed: number, window: TimeWindow): readonly Commit[] {
  const random = new Random(seed, 'commits', branch.name);
  const commits: Commit[] = [];
  let at = window.start - REPOSITORY.lead_days * DAY;
  while (at < window.end) {
    commits.push(commitOf(branch, { ordinal: commits.length, committedAt: at, random }));
    at += Math.ceil(random.exponential(DAY / branch.commits_per_day) / 1000) * 1000;
  }
  return commits;
}

function commitOf(
  { name, version, base, commits_before }: Branch,
  { ordinal, committedAt, random }: { ordinal: number; committedAt: number; random: Random },
): Commit {
  const sha = random.hex(40);
  return {
    branch: name,
    ordinal,
    sha,
    committedAt,
    author: random.pick(REPOSITORY.authors),
    title: randomTitle(random),
    version: `${version}+v${base}-${commits_before + ordinal}-g${sha.slice(0, 10)}`,
  };
}

/** Returns a random title for a commit or a pull request. */
export function randomTitle(random: Random): string {
  return `${random.pick(REPOSITORY.title_verbs)} ${random.pick(REPOSITORY.title_objects)}`;
}
