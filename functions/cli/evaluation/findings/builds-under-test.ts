import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { z } from 'zod';

const OUR_COMMITS = 'SELECT build_path, kops_commit FROM build_daily WHERE kops_commit IS NOT NULL';

/** What the build checked out: what kettle and everybody else takes for the version under test. */
const CHECKED_OUT = `
  SELECT object_name AS build_path, repo_commit AS kops_commit
  FROM builds
  WHERE repo_commit IS NOT NULL AND pull_number IS NULL`;

const rowsSchema = z.array(z.object({ build_path: z.string(), kops_commit: z.string() }));

/** Digits of a commit that its version has. */
const DIGITS = 10;

/**
 * The commit of the kOps that a build tested, of builds that came as far as to fetch it and left a log. Presubmits build
 * it themselves. The unit is the build; a wrong commit is both missed and wrongly found.
 */
export const BUILDS_UNDER_TEST: FindingKind = {
  name: 'version under test',
  rules: [
    { name: OWN_RULE, setting: null, sql: OUR_COMMITS },
    { name: 'checkout', setting: null, sql: CHECKED_OUT },
  ],
  judge: ({ builds }, rows) => {
    const found = rowsSchema
      .parse(rows)
      .map(({ build_path, kops_commit }) => keyOf(build_path, kops_commit));
    const tested = builds.filter(({ has_fetched_kops }) => has_fetched_kops);
    const required = new Set(
      tested.map(({ build_path, kops_commit }) => keyOf(build_path, kops_commit)),
    );
    return [
      {
        kind: 'version under test',
        score: scoreFindings({ required, isTolerated: () => false }, found),
      },
    ];
  },
};

function keyOf(path: string, commit: string): string {
  return `${path.replace(/\/$/, '')} tested ${commit.slice(0, DIGITS)}`;
}
