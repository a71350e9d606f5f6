import { z } from 'zod';
import type { Truth } from '../../simulation/truth/truth.ts';
import type { KindScore } from '../finding-kind.ts';
import { TEST_PHASE, UP_PHASE, testInJobKey, testInJobSchema, WHOLE_BUILD } from '../keys.ts';
import { scoreFindings, type Expectation, type Score } from '../score.ts';
import { BuildOrder } from './build-order.ts';
import type { PlannedChange } from './planned-changes.ts';

/** Maximum distance in builds between the found and the true first build after a change. */
const MAX_BUILDS_OFF = 1;

const rowsSchema = z.array(
  testInJobSchema.extend({
    last_build_before: z.string().nullable(),
    first_build_after: z.string(),
  }),
);

interface FoundChange {
  readonly key: string;
  readonly before: string | null;
  readonly after: string;
}

/** Names of the scored kinds for one direction of changes. */
interface ChangeNames {
  readonly change: string;
  readonly build: string;
  readonly commit: string;
}

/**
 * Compares found changes with the planned ones. The unit is the test in a job: a commit can show in some jobs only, and
 * each job has its own last good build. The scores of the first build and of the commit are about the correctly found
 * changes; precision, recall and F1 are all the share of them in which the detail is correct.
 */
export function judgeChanges(
  names: ChangeNames,
  { truth, planned }: { readonly truth: Truth; readonly planned: readonly PlannedChange[] },
  rows: readonly unknown[],
): readonly KindScore[] {
  const found = rowsSchema.parse(rows).map((row): FoundChange => ({
    key: testInJobKey(row.job, row),
    before: row.last_build_before,
    after: row.first_build_after,
  }));
  const order = new BuildOrder(truth);
  const changes = scoreFindings(
    expectedOf(planned),
    found.map(({ key }) => key),
  );
  const right = planned.filter(
    ({ key, isVisible }) => isVisible && found.some((one) => one.key === key),
  );
  const isNear = (change: PlannedChange, { after }: FoundChange): boolean =>
    Math.abs(order.distance(change, after) ?? Infinity) <= MAX_BUILDS_OFF;
  return [
    { kind: names.change, score: changes },
    { kind: names.build, score: detailOf(right, found, isNear) },
    {
      kind: names.commit,
      score: detailOf(right, found, (change, one) => order.isBetween(change, one)),
    },
  ];
}

/**
 * Requires the visible changes. Tolerates the planned ones with too few builds, and the side effects of planned changes
 * in the same job: kubetest2's phases `Test`, which fails if any test does, and `Up`, which fails if no cluster is created, and the build as
 * a whole.
 */
function expectedOf(planned: readonly PlannedChange[]): Expectation {
  const tolerated = new Set(planned.flatMap((change) => [change.key, ...sideEffectsOf(change)]));
  return {
    required: new Set(planned.filter(({ isVisible }) => isVisible).map(({ key }) => key)),
    isTolerated: (key) => tolerated.has(key),
  };
}

function sideEffectsOf({ job, level }: PlannedChange): readonly string[] {
  const build = testInJobKey(job, WHOLE_BUILD);
  if (level === 'test') return [testInJobKey(job, TEST_PHASE), build];
  return level === 'up' ? [build] : [testInJobKey(job, UP_PHASE)];
}

/** Returns the score of a detail of correctly found changes; a wrong detail is listed with the named build. */
function detailOf(
  right: readonly PlannedChange[],
  found: readonly FoundChange[],
  isRight: (change: PlannedChange, found: FoundChange) => boolean,
): Score {
  const claims = right.map((change) => {
    const ofChange = found.filter(({ key }) => key === change.key);
    if (ofChange.some((one) => isRight(change, one))) return change.key;
    const named = ofChange.map(({ before, after }) => `after ${before ?? 'nothing'}, by ${after}`);
    return `${change.key}: found ${named.join(', and ')}; truly by ${change.firstBuild}`;
  });
  const required = new Set(right.map(({ key }) => key));
  return scoreFindings({ required }, claims);
}
