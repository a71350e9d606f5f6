import { z } from 'zod';
import faults from './faults.json' with { type: 'json' };
import {
  DEATH_REASONS,
  jobSelectorSchema,
  nameList,
  rangeSchema,
  shareSchema,
  SIMULATED_DIMENSIONS,
} from './vocabulary.ts';

const scope = {
  scope: z.enum(['everywhere', 'dimension', 'job']),
  /** The dimension whose value the scope `dimension` chooses. */
  dimension: z.enum(SIMULATED_DIMENSIONS).optional(),
  jobs: jobSelectorSchema,
};

const flaky = z
  .strictObject({ id: z.string(), count: z.number().int(), probability: rangeSchema, ...scope })
  .readonly();
export type FlakyRule = z.infer<typeof flaky>;

const regression = z
  .strictObject({
    id: z.string(),
    count: z.number().int(),
    /** The part of a build that fails: one test, the cluster's validation, or its creation. */
    level: z.enum(['test', 'up', 'create']),
    /** Whether the commit is in the version under test or in the test code, which is always that of the checkout. */
    cause: z.enum(['kops', 'test_code']),
    failure_rate: shareSchema,
    /** Share of the window before the first bad commit; `null` for a commit before the window. */
    first_bad: rangeSchema.nullable(),
    /** Share of the window from there to the fix, from its start if the fault is older; `null` for no fix. */
    recovers_after: rangeSchema.nullable(),
    ...scope,
  })
  .readonly();
export type RegressionRule = z.infer<typeof regression>;

const neverPassed = z
  .strictObject({
    id: z.string(),
    level: z.enum(['test', 'up', 'create']),
    count: z.number().int().optional(),
    /** Share of the candidates, instead of a count. */
    share: shareSchema.optional(),
    jobs: jobSelectorSchema,
  })
  .readonly();

const outage = z
  .strictObject({
    id: z.string(),
    count: z.number().int(),
    clouds: nameList,
    scope: z.enum(['region', 'cloud']),
    hours: rangeSchema,
    /** Probability that the outage breaks a build in its reach. */
    share: rangeSchema,
    /** Its start, as a share of the window. */
    at: rangeSchema,
  })
  .readonly();

const stall = z
  .strictObject({
    id: z.string(),
    count: z.number().int(),
    /** The branches to choose from; no job tests them. */
    branches: nameList,
    /** Duration before the end of the window. */
    hours: rangeSchema,
  })
  .readonly();

const endings = z.strictObject({
  crier_finished: shareSchema,
  no_finished: shareSchema,
  no_passed: shareSchema,
});

/** The rules of the faults: which kinds, how many and where. */
export const FAULT_RULES = z
  .strictObject({
    infrastructure: z
      .strictObject({
        /** Probability of each death reason by cloud. */
        deaths: z
          .record(z.string(), z.partialRecord(z.enum(DEATH_REASONS), shareSchema))
          .readonly(),
        clone_failure: shareSchema,
        eviction: shareSchema,
        up_failure: shareSchema,
        down_failure: shareSchema,
        aborted: shareSchema,
        eviction_endings: endings.readonly(),
      })
      .readonly(),
    /** Probability that a test fails for no recorded fault. */
    background_failure: shareSchema,
    /** Maximum share of the candidate jobs that may have the value that a fault of a dimension chooses. */
    largest_scope: shareSchema,
    flaky_tests: z.array(flaky).readonly(),
    regressions: z.array(regression).readonly(),
    never_passed: z.array(neverPassed).readonly(),
    outages: z.array(outage).readonly(),
    /** Stalled markers, and the share of promoting builds that read the marker again after their tests. */
    markers: z
      .strictObject({ stalls: z.array(stall).readonly(), reads_again_share: shareSchema })
      .readonly(),
  })
  .readonly()
  .parse(faults);
export type EvictionEnding = keyof z.infer<typeof endings>;
