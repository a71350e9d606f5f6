import { z } from 'zod';
import { keyedKind, ownRule } from '../finding-kind.ts';
import { buildKey } from '../keys.ts';

const OWN_COMMITS = 'SELECT build_path, kops_commit FROM build_daily WHERE kops_commit IS NOT NULL';

/** The commit that the build checked out, which kettle and dashboards take for the version under test. */
const CHECKED_OUT_COMMITS = `
  SELECT object_name AS build_path, repo_commit AS kops_commit
  FROM builds
  WHERE repo_commit IS NOT NULL AND pull_number IS NULL`;

/** Number of digits of a commit in a version. */
const DIGITS = 10;

/**
 * The commit of the kOps that a build tested, for builds that fetched it and left a log; presubmits build theirs. The
 * unit is the build; a wrong commit counts as missed and as wrong.
 */
export const BUILDS_UNDER_TEST = keyedKind({
  name: 'version under test',
  rules: [ownRule(OWN_COMMITS), { name: 'checkout', setting: null, sql: CHECKED_OUT_COMMITS }],
  row: z.object({ build_path: z.string(), kops_commit: z.string() }),
  keysOf: (row) => [keyOf(row)],
  expected: ({ builds }) => ({
    required: new Set(builds.filter(({ has_fetched_kops }) => has_fetched_kops).map(keyOf)),
  }),
});

function keyOf(build: { readonly build_path: string; readonly kops_commit: string }): string {
  return `${buildKey(build.build_path)} tested ${build.kops_commit.slice(0, DIGITS)}`;
}
