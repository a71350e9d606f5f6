import type { Build, NumberedBuild } from '../builds/build.ts';
import { REPOSITORY } from '../catalog/repositories.ts';
import type { JobRun } from '../history/run.ts';
import { randomOf, type World } from '../world.ts';

const { org, repo } = REPOSITORY.repository;
const LINK = `https://github.com/${org}/${repo}`;
const PATH_ALIAS = 'k8s.io/kops';

/** Returns `refs` of Prow's files for a presubmit or a batch; `undefined` for a periodic, which has only `extra_refs`. */
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

/** Returns `extra_refs` of Prow's files for a periodic, which name a branch and no commit; `undefined` for other jobs. */
export function prowExtraRefs({ refs }: JobRun): readonly object[] | undefined {
  if (refs !== undefined) return undefined;
  return [
    { org, repo, base_ref: REPOSITORY.default_branch, path_alias: PATH_ALIAS, workdir: true },
  ];
}

/** Returns `repos` of `started.json`: base and pull requests with their commits, or only the branch for a periodic. */
export function startedRepos({ refs }: JobRun): Readonly<Record<string, string>> {
  const name = `${org}/${repo}`;
  if (refs === undefined) return { [name]: REPOSITORY.default_branch };
  const base = `${refs.base.branch}:${refs.base.sha}`;
  return { [name]: [base, ...refs.pulls.map(({ number, sha }) => `${number}:${sha}`)].join(',') };
}

/** Returns the SHA that is checked out; for pull requests that of the commit that merges them. */
export function checkedOutSha({ run, underTest }: Build): string {
  if (run.refs === undefined) return underTest.checkout.sha;
  const parents = [run.refs.base.sha, ...run.refs.pulls.map(({ sha }) => sha)];
  // The SHA of a merge must depend on its parents only.
  return parents
    .map((sha) => sha.slice(0, Math.ceil(40 / parents.length)))
    .join('')
    .slice(0, 40);
}

/** Returns `clone-records.json`; its durations are in nanoseconds. */
export function cloneRecordsJson(world: World, build: NumberedBuild): string {
  const { run, ending } = build;
  const { org, repo } = REPOSITORY.repository;
  const random = randomOf(world, 'clone', run);
  const isFailed = ending.kind === 'died' && ending.reason === 'clone_failure';
  const url = `https://github.com/${org}/${repo}.git`;
  const fetch = {
    command: `git fetch --filter=blob:none ${url} ${build.underTest.checkout.branch}`,
    ...(isFailed
      ? {
          output: `fatal: unable to access '${url}/': the requested URL returned error: 50${random.integer([0, 4])}\n`,
          error: 'exit status 128',
        }
      : { output: ` * branch ${build.underTest.checkout.branch} -> FETCH_HEAD\n` }),
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
