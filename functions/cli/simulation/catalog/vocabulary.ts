import { z } from 'zod';

const JOB_FAMILIES = ['grid', 'upgrade', 'pipeline', 'periodic', 'presubmit', 'batch'] as const;
export type JobFamily = (typeof JOB_FAMILIES)[number];

/** The dimensions of a job that rules can refer to. */
export const SIMULATED_DIMENSIONS = [
  'cloud',
  'networking',
  'distro',
  'k8s_version',
  'kops_version',
] as const;
export type SimulatedDimension = (typeof SIMULATED_DIMENSIONS)[number];

/** The reasons for which a build ends before its tests. */
export const DEATH_REASONS = [
  'clone_failure',
  'cluster_creation',
  'quota',
  'lease',
  'timeout',
  'eviction',
] as const;
export type DeathReason = (typeof DEATH_REASONS)[number];

/** The ways in which a build retries a failed test, and where it reports the second attempt. */
export const RETRY_MODES = ['none', 'same_report', 'second_report'] as const;
export type RetryMode = (typeof RETRY_MODES)[number];

/** Lower and upper bound. */
export const rangeSchema = z.tuple([z.number(), z.number()]).readonly();
/** A share or a probability, 0 to 1. */
export const shareSchema = z.number().min(0).max(1);
/** Texts by name. */
export const textRecord = z.record(z.string(), z.string()).readonly();
/** A list of names. */
export const nameList = z.array(z.string()).readonly();

/** Selects the jobs of a rule; an absent field selects all. */
export const jobSelectorSchema = z
  .strictObject({
    families: z.array(z.enum(JOB_FAMILIES)).readonly().optional(),
    clouds: nameList.optional(),
    networking: nameList.optional(),
    distros: nameList.optional(),
    kops_versions: nameList.optional(),
    /** Minimum. */
    runs_per_day: z.number().optional(),
  })
  .readonly();
export type JobSelector = z.infer<typeof jobSelectorSchema>;
