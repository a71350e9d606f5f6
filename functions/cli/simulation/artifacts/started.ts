import type { Build } from '../builds/build.ts';
import { compactJson, epochSeconds } from './json.ts';
import { finalSha, reposOf } from './refs.ts';

/** `started.json`, as initupload writes it. */
export function startedJson(build: Build): string {
  const { run, times } = build;
  const [pull] = run.refs?.pulls ?? [];
  return compactJson({
    timestamp: epochSeconds(times.started),
    ...(pull === undefined ? {} : { pull: String(pull.number) }),
    repos: reposOf(run),
    'repo-commit': finalSha(build),
  });
}
