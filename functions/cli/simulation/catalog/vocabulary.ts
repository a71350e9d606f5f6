import { z } from 'zod';

/** Words that several catalogs use. */
export const FAMILIES = ['grid', 'upgrade', 'pipeline', 'periodic', 'presubmit', 'batch'] as const;
export type Family = (typeof FAMILIES)[number];

export const DIMENSIONS = ['cloud', 'networking', 'distro', 'k8s_version', 'kops_version'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Why a build ended before it ran any test and left no JUnit report. */
export const DEATH_REASONS = [
  'clone_failure',
  'cluster_creation',
  'quota',
  'lease',
  'timeout',
  'eviction',
] as const;
export type DeathReason = (typeof DEATH_REASONS)[number];

/** How a test case that failed first is run again within its build. */
export const RETRIES = ['none', 'same_report', 'second_report'] as const;
export type Retries = (typeof RETRIES)[number];

export const range = z.tuple([z.number(), z.number()]).readonly();
export const share = z.number().min(0).max(1);
export const texts = z.record(z.string(), z.string()).readonly();
export const names = z.array(z.string()).readonly();

/** Which jobs a rule is about; what is left out does not matter. */
export const jobSelector = z
  .strictObject({
    families: z.array(z.enum(FAMILIES)).readonly().optional(),
    clouds: names.optional(),
    networking: names.optional(),
    distros: names.optional(),
    kops_versions: names.optional(),
    /** At least so many. */
    runs_per_day: z.number().optional(),
  })
  .readonly();
export type JobSelector = z.infer<typeof jobSelector>;
