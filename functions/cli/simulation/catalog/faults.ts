import { z } from 'zod';
import faults from './faults.json' with { type: 'json' };
import {
  DEATH_REASONS,
  SIMULATED_DIMENSIONS,
  jobSelector,
  names,
  range,
  share,
} from './vocabulary.ts';

const scope = {
  scope: z.enum(['everywhere', 'dimension', 'job']),
  /** Whose value the scope `dimension` picks. */
  dimension: z.enum(SIMULATED_DIMENSIONS).optional(),
  jobs: jobSelector,
};

const flaky = z
  .strictObject({ id: z.string(), count: z.number().int(), probability: range, ...scope })
  .readonly();
export type FlakyRule = z.infer<typeof flaky>;

const regression = z
  .strictObject({
    id: z.string(),
    count: z.number().int(),
    /** What fails: one test, the cluster's validation, or its creation. */
    level: z.enum(['test', 'up', 'create']),
    /** Whether the version under test brought it or the code of the tests, which is always that of the checkout. */
    cause: z.enum(['kops', 'test_code']),
    failure_rate: share,
    /** Share of the window after which the first bad commit comes; null: before the window. */
    first_bad: range.nullable(),
    /** Share of the window from there to the fix (from the beginning of the window if it was bad before). */
    recovers_after: range.nullable(),
    ...scope,
  })
  .readonly();
export type RegressionRule = z.infer<typeof regression>;

const neverPassed = z
  .strictObject({
    id: z.string(),
    level: z.enum(['test', 'up', 'create']),
    count: z.number().int().optional(),
    /** In place of a count. */
    share: share.optional(),
    jobs: jobSelector,
  })
  .readonly();

const outage = z
  .strictObject({
    id: z.string(),
    count: z.number().int(),
    clouds: names,
    scope: z.enum(['region', 'cloud']),
    hours: range,
    /** Share of the builds in reach that it breaks. */
    share: range,
    /** When it begins, as a share of the window. */
    at: range,
  })
  .readonly();

const stall = z
  .strictObject({
    id: z.string(),
    count: z.number().int(),
    /** Branches that no job tests, so that nobody sees it: one of them stands still. */
    branches: names,
    /** For how long before the end of the window. */
    hours: range,
  })
  .readonly();

const endings = z.strictObject({ crier_finished: share, no_finished: share, no_passed: share });

/** What goes wrong, how often, and where. */
export const FAULT_RULES = z
  .strictObject({
    infrastructure: z
      .strictObject({
        /** Probability of each reason to die before any test, by cloud. */
        deaths: z.record(z.string(), z.partialRecord(z.enum(DEATH_REASONS), share)).readonly(),
        clone_failure: share,
        eviction: share,
        up_failure: share,
        down_failure: share,
        aborted: share,
        eviction_endings: endings.readonly(),
      })
      .readonly(),
    /** Probability of any test to fail for no reason that is recorded as a fault. */
    background_failure: share,
    /** A fault that hangs on a dimension takes a value that at most this share of the candidate jobs has. */
    largest_scope: share,
    flaky_tests: z.array(flaky).readonly(),
    regressions: z.array(regression).readonly(),
    never_passed: z.array(neverPassed).readonly(),
    outages: z.array(outage).readonly(),
    /** Markers that stand still, and the share of promoting builds that read the marker again at their end. */
    markers: z
      .strictObject({ stalls: z.array(stall).readonly(), reads_again_share: share })
      .readonly(),
  })
  .readonly()
  .parse(faults);
export type EvictionEnding = keyof z.infer<typeof endings>;
