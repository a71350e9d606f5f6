import type { Truth } from '../../simulation/truth/truth.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings, type Expectation } from '../score.ts';
import { z } from 'zod';

/** One failure is nothing to conclude from. */
const MIN_BUILDS = 2;

const OUR_NEVER_PASSED = "SELECT job FROM job_lifecycle WHERE state = 'never_passed'";

const rowsSchema = z.array(z.object({ job: z.string() }));

/** Jobs that have never passed. The unit is the job: it is the job that somebody has to set up right, or to remove. */
export const NEVER_PASSED: FindingKind = {
  name: 'never passed',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_NEVER_PASSED }],
  judge: (truth, rows) => {
    const found = rowsSchema.parse(rows).map(({ job }) => job);
    return [{ kind: 'never passed', score: scoreFindings(expectedOf(truth), found) }];
  },
};

/**
 * Required are jobs planned to fail whatever they test. Tolerated is every other job of which no build passed: of
 * other faults or of bad luck, but by the data it never did.
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
