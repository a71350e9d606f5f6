import { z } from 'zod';
import type { Truth } from '../../simulation/truth/truth.ts';
import { keyedKind, ownRule, type FindingRule } from '../finding-kind.ts';
import type { Expectation } from '../score.ts';

/** With fewer builds before a drop or after it, chance is not excluded. */
const MIN_BUILDS_BEFORE = 20;
const MIN_BUILDS_BAD = 6;

/**
 * Returns the rule of coverage services such as Codecov (status `project`): the coverage of all files may not be lower than
 * that of the build before, by more than a threshold in percentage points.
 */
function projectStatusRule(points: number): FindingRule {
  const sql = `
  WITH
    builds AS (
      SELECT
        job,
        build_id,
        coverage_ratio,
        LAG(coverage_ratio) OVER (PARTITION BY job, flag ORDER BY started_at, build_id) AS before
      FROM coverage_builds
      WHERE COALESCE(job_type, '') != 'presubmit'
    )
  SELECT job, build_id AS first_bad_build
  FROM builds
  WHERE coverage_ratio < before - ${points / 100}`;
  return { name: 'project status', setting: `threshold ${points} points`, sql };
}

/** Builds from which on code that ran does not run any more. */
export const COVERAGE_DROPS = keyedKind({
  name: 'coverage drop',
  rules: [
    ownRule(
      "SELECT job, first_bad_build_id AS first_bad_build FROM coverage_regressions WHERE kind = 'lost'",
    ),
    ...[0.5, 1].map(projectStatusRule),
  ],
  row: z.object({ job: z.string(), first_bad_build: z.string() }),
  keysOf: ({ job, first_bad_build }) => [`${job} ${first_bad_build}`],
  expected: expectedOf,
});

function expectedOf({ coverage_drops }: Truth): Expectation {
  const jobs = coverage_drops.flatMap((drop) => drop.jobs);
  const key = ({ job, first_bad_build }: (typeof jobs)[number]): string =>
    `${job} ${first_bad_build}`;
  const required = jobs.filter(
    ({ builds_before, builds_bad }) =>
      builds_before >= MIN_BUILDS_BEFORE && builds_bad >= MIN_BUILDS_BAD,
  );
  const all = new Set(jobs.map(key));
  return { required: new Set(required.map(key)), isTolerated: (found) => all.has(found) };
}
