import { z } from 'zod';
import type { Truth } from '../../simulation/truth/truth.ts';
import { keyedKind, ownRule } from '../finding-kind.ts';
import type { Expectation } from '../score.ts';

/** A job with fewer builds is not required: one failure is not enough to conclude from. */
const MIN_BUILDS = 2;

/** Jobs that have never passed. The unit is the job, which has to be repaired or removed. */
export const NEVER_PASSED = keyedKind({
  name: 'never passed',
  rules: [ownRule("SELECT job FROM job_lifecycle WHERE state = 'never_passed'")],
  row: z.object({ job: z.string() }),
  keysOf: ({ job }) => [job],
  expected: expectedOf,
});

/**
 * Requires the jobs that are planned to fail in every build. Tolerates all other jobs without a passed build: other
 * faults or background failures caused that, but by the data they never passed.
 */
function expectedOf({ never_passed, builds }: Truth): Expectation {
  const passed = new Set(
    builds.filter(({ outcome }) => outcome === 'passed').map(({ job }) => job),
  );
  const planned = never_passed.filter((job) => job.builds >= MIN_BUILDS && !passed.has(job.job));
  return {
    required: new Set(planned.map(({ job }) => job)),
    isTolerated: (job) => !passed.has(job),
  };
}
