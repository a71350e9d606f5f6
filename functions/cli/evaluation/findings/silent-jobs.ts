import { z } from 'zod';
import type { Truth } from '../../simulation/truth/truth.ts';
import { keyedKind, ownRule, type FindingRule } from '../finding-kind.ts';
import type { Expectation } from '../score.ts';

/** A job with fewer builds before it stopped is not required: its cadence is not known. */
const MIN_BUILDS = 5;

/** TestGrid calls a tab stale if it has no result for a number of hours, which its configuration sets. */
function testGridRule(hours: number): FindingRule {
  const sql = `
  SELECT job
  FROM builds
  GROUP BY job
  HAVING
    TIMESTAMP_DIFF((SELECT MAX(started_at) FROM builds), MAX(started_at), HOUR) > ${hours}`;
  return { name: 'TestGrid', setting: `stale after ${hours} hours`, sql };
}

/** Jobs that are not run any more. The unit is the job; those of pull requests run when there are some, and do not count. */
export const SILENT_JOBS = keyedKind({
  name: 'silent job',
  rules: [
    ownRule("SELECT job FROM job_lifecycle WHERE state = 'silent'"),
    ...[24, 48, 96].map(testGridRule),
  ],
  row: z.object({ job: z.string() }),
  keysOf: ({ job }) => [job],
  expected: expectedOf,
});

function expectedOf({ stopped_jobs, jobs }: Truth): Expectation {
  const stopped = new Set(stopped_jobs.map(({ job }) => job));
  const families = new Map(jobs.map(({ job, family }) => [job, family]));
  const builds = new Map(jobs.map((job) => [job.job, job.builds]));
  return {
    required: new Set([...stopped].filter((job) => (builds.get(job) ?? 0) >= MIN_BUILDS)),
    isTolerated: (job) => stopped.has(job) || families.get(job) === 'presubmit',
  };
}
