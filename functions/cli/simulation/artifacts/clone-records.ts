import { REPOSITORY } from '../catalog/repositories.ts';
import type { Build } from '../builds/build.ts';
import type { NumberedRun } from '../history/run.ts';
import { randomOf, type World } from '../world.ts';
import { compactJson } from './json.ts';
import { extraRefsOf, finalSha, refsOf } from './refs.ts';

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
  return compactJson([
    {
      refs: refsOf(run) ?? extraRefsOf(run)?.[0],
      commands: [init, fetch],
      ...(isFailed ? { failed: true } : { final_sha: finalSha(build) }),
      duration: init.duration + fetch.duration + random.integer([1_000_000, 90_000_000]),
    },
  ]);
}
