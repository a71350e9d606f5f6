import type { Truth } from '../../simulation/truth/truth.ts';
import type { KindScore } from '../finding-kind.ts';
import { scoreFindings, type Expectation, type Score } from '../score.ts';
import { TEST_PHASE, testInJobKey, WHOLE_BUILD } from '../test-keys.ts';
import { BuildOrder } from './build-order.ts';
import type { PlannedChange } from './planned-changes.ts';
import { z } from 'zod';

/** How many builds the first one after a change may be off. */
const MAX_BUILDS_OFF = 1;

const rowsSchema = z.array(
  z.object({
    job: z.string(),
    suite: z.string().nullable(),
    class_name: z.string().nullable(),
    test_name: z.string().nullable(),
    last_build_before: z.string().nullable(),
    first_build_after: z.string(),
  }),
);

interface FoundChange {
  readonly key: string;
  readonly before: string | null;
  readonly after: string;
}

/** What the verdicts on changes of one direction are called. */
export interface ChangeNames {
  readonly change: string;
  readonly build: string;
  readonly commit: string;
}

/**
 * Holds changes that were found against those planned. The unit is the test in a job: the same commit may show in some
 * jobs only, and each has its own last good build. The verdicts on the first build and on the commit are about the
 * changes rightly found: of them all three measures are the share with which that was right too.
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
 * Required are visible changes. Tolerated are planned ones with too few builds to be sure, and what goes with a planned
 * change in the same job: kubetest2's case `Test`, which fails whenever any test does, and the build as a whole.
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
  return level === 'up' ? [build] : [];
}

/** Of the changes rightly found, which had the detail right; a wrong one is listed with the build that was named. */
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
  return scoreFindings({ required, isTolerated: () => false }, claims);
}
