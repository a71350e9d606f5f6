import type { Job } from '../jobs/job.ts';

/** The jobs that a fault affects, and the rule that they follow. */
export interface FaultScope {
  readonly kind: 'everywhere' | 'dimension' | 'job';
  /** Set for kind `dimension` only. */
  readonly dimension: string | null;
  readonly value: string | null;
  readonly jobs: ReadonlySet<Job>;
}

/**
 * The part of a build that a fault breaks: one test, the validation of the cluster (`up`), or its creation.
 */
export type FaultLevel = 'test' | 'up' | 'create';
