import { z } from 'zod';
import faults from './faults.json' with { type: 'json' };
import roughFaults from './rough-faults.json' with { type: 'json' };
import type { FaultWorld } from '../../fault-worlds.ts';
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
  .strictObject({
    id: z.string(),
    count: z.number().int(),
    probability: rangeSchema,
    /** How the probability changes: it is there for a few days only, or grows from 0. By default it is always the same. */
    course: z.enum(['burst', 'drift']).optional(),
    overlaps: z.boolean().optional(),
    ...scope,
  })
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
    /** Number of tests that the commit breaks, by default 1. */
    tests: z.number().int().optional(),
    /** How often the test is broken and fixed, by default once; each time begins a period after the last one. */
    times: z.number().int().optional(),
    /** Whether the jobs may have other faults of tests; by default they have no other fault. */
    overlaps: z.boolean().optional(),
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
    /** Whether clusters are not created, which is the default, or tests fail that run at the time. */
    phase: z.enum(['creation', 'tests']).optional(),
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

const rough = z
  .strictObject({
    /** Share of the periodic jobs that run on weekdays only. */
    weekday_share: shareSchema,
    /** Jobs that are not run any more from a time on, a share of the window. */
    stopped_jobs: z.strictObject({ count: z.number().int(), at: rangeSchema }).readonly(),
    flaky_tests: z.array(flaky).readonly(),
    regressions: z.array(regression).readonly(),
    outages: z.array(outage).readonly(),
  })
  .readonly()
  .parse(roughFaults);

/** The faults of a simulation by its kind: `rough` has those of `plain` and others that are harder to find. */
export const PLANNED_FAULTS = {
  plain: { ...FAULT_RULES, weekday_share: 0, stopped_jobs: { ...rough.stopped_jobs, count: 0 } },
  rough: {
    ...FAULT_RULES,
    ...rough,
    flaky_tests: [...FAULT_RULES.flaky_tests, ...rough.flaky_tests],
    regressions: [...FAULT_RULES.regressions, ...rough.regressions],
    outages: [...FAULT_RULES.outages, ...rough.outages],
  },
} as const satisfies Readonly<Record<FaultWorld, object>>;

export type PlannedFaults = (typeof PLANNED_FAULTS)[FaultWorld];

export type EvictionEnding = keyof z.infer<typeof endings>;
