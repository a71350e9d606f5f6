import type { Build } from '../builds/build.ts';
import { REPOSITORY } from '../catalog/repositories.ts';
import type { NumberedRun, JobRun } from '../history/run.ts';
import { type World, randomOf } from '../world.ts';
import {} from './time-formats.ts';

const { org, repo } = REPOSITORY.repository;
const LINK = `https://github.com/${org}/${repo}`;
const PATH_ALIAS = 'k8s.io/kops';

/** What a presubmit or a batch tests; nothing for a periodic, which has extra refs only. */
export function prowRefs({ refs }: JobRun): object | undefined {
  if (refs === undefined) return undefined;
  return {
    org,
    repo,
    repo_link: LINK,
    base_ref: refs.base.branch,
    base_sha: refs.base.sha,
    base_link: `${LINK}/commit/${refs.base.sha}`,
    pulls: refs.pulls.map(({ number, author, title, sha }) => ({
      number,
      author,
      sha,
      title,
      link: `${LINK}/pull/${number}`,
      commit_link: `${LINK}/pull/${number}/commits/${sha}`,
    })),
    path_alias: PATH_ALIAS,
  };
}

/** What a periodic clones: a branch, not a commit. */
export function prowExtraRefs({ refs }: JobRun): readonly object[] | undefined {
  if (refs !== undefined) return undefined;
  return [
    { org, repo, base_ref: REPOSITORY.default_branch, path_alias: PATH_ALIAS, workdir: true },
  ];
}

/** `repos` of `started.json`: the commits of a pull request, or no more than the branch. */
export function startedRepos({ refs }: JobRun): Readonly<Record<string, string>> {
  const name = `${org}/${repo}`;
  if (refs === undefined) return { [name]: REPOSITORY.default_branch };
  const base = `${refs.base.branch}:${refs.base.sha}`;
  return { [name]: [base, ...refs.pulls.map(({ number, sha }) => `${number}:${sha}`)].join(',') };
}

/** The commit in the working directory: with pull requests, one that merges them. */
export function checkedOutSha({ run, under }: Build): string {
  if (run.refs === undefined) return under.checkout.sha;
  const parents = [run.refs.base.sha, ...run.refs.pulls.map(({ sha }) => sha)];
  // Any commit that depends on its parents alone will do.
  return parents
    .map((sha) => sha.slice(0, Math.ceil(40 / parents.length)))
    .join('')
    .slice(0, 40);
}

/** `clone-records.json`: what was cloned, with durations in nanoseconds. */
export function cloneRecordsJson(world: World, build: Build<NumberedRun>): string {
  const { run, ending } = build;
  const { org, repo } = REPOSITORY.repository;
  const random = randomOf(world, 'clone', run);
  const isFailed = ending.kind === 'died' && ending.reason === 'clone_failure';
  const url = `https://github.com/${org}/${repo}.git`;
  const fetch = {
    command: `git fetch --filter=blob:none ${url} ${build.under.checkout.branch}`,
    ...(isFailed
      ? {
          output: `fatal: unable to access '${url}/': the requested URL returned error: 50${random.integer([0, 4])}\n`,
          error: 'exit status 128',
        }
      : { output: ` * branch ${build.under.checkout.branch} -> FETCH_HEAD\n` }),
    duration: random.integer([600_000_000, 14_000_000_000]),
  };
  const init = {
    command: 'git init',
    output: '',
    duration: random.integer([2_000_000, 9_000_000]),
  };
  return JSON.stringify([
    {
      refs: prowRefs(run) ?? prowExtraRefs(run)?.[0],
      commands: [init, fetch],
      ...(isFailed ? { failed: true } : { final_sha: checkedOutSha(build) }),
      duration: init.duration + fetch.duration + random.integer([1_000_000, 90_000_000]),
    },
  ]);
}
