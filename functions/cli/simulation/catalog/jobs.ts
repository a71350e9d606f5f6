import { z } from 'zod';
import jobs from './jobs.json' with { type: 'json' };
import { rangeSchema, RETRY_MODES, shareSchema, textRecord } from './vocabulary.ts';

const where = { cloud: z.string(), networking: z.string(), distro: z.string() };
const runsPerDay = z.number().positive();

const upgrade = z
  .strictObject({
    name: z.string(),
    many_addons: z.boolean(),
    runs_per_day: runsPerDay,
    kops_version_a: z.string(),
    kops_version_b: z.string(),
    k8s_version_a: z.string(),
    k8s_version_b: z.string(),
  })
  .readonly();
export type UpgradeEntry = z.infer<typeof upgrade>;

const pipeline = z
  .strictObject({
    name: z.string(),
    branch: z.string(),
    k8s_version: z.string(),
    runs_per_day: runsPerDay,
  })
  .readonly();
export type PipelineEntry = z.infer<typeof pipeline>;

const tuning = {
  extra_flags: z.string().optional(),
  feature_flags: z.string().optional(),
  extra_labels: textRecord.optional(),
  /** The annotated name of the cloud, where it differs from the usual one. */
  cloud_annotation: z.string().optional(),
  lease_type: z.string().optional(),
  selection: z.string().optional(),
  retries: z.enum(RETRY_MODES).optional(),
};

const periodic = z
  .strictObject({
    name: z.string(),
    ...where,
    k8s_version: z.string(),
    kops_version: z.string(),
    runs_per_day: runsPerDay,
    dashboard: z.string(),
    ...tuning,
  })
  .readonly();
export type PeriodicEntry = z.infer<typeof periodic>;

const presubmit = z
  .strictObject({
    name: z.string(),
    ...where,
    k8s_version: z.string(),
    tab: z.string(),
    /** Share of the pushes that it runs for. */
    share: shareSchema,
    optional: z.boolean().optional(),
    ...tuning,
  })
  .readonly();
export type PresubmitEntry = z.infer<typeof presubmit>;

/** All jobs outside of the grid. */
export const JOB_CATALOG = z
  .strictObject({
    channel: z.string(),
    timeout: z.string(),
    defaults: z.strictObject({ selection: z.string(), retries: z.enum(RETRY_MODES) }).readonly(),
    upgrade: z
      .strictObject({
        ...where,
        timeout: z.string(),
        script: z.string(),
        template: z.string(),
        jobs: z.array(upgrade).readonly(),
      })
      .readonly(),
    pipeline: z
      .strictObject({
        ...where,
        selection: z.string(),
        markers_url: z.string(),
        markers_gs: z.string(),
        annotations: textRecord,
        jobs: z.array(pipeline).readonly(),
      })
      .readonly(),
    periodics: z.array(periodic).readonly(),
    presubmits: z
      .strictObject({
        pulls_per_day: z.number(),
        first_number: z.number().int(),
        pushes: rangeSchema,
        hours_between_pushes: rangeSchema,
        retest_share: shareSchema,
        retests: rangeSchema,
        minutes_to_retest: rangeSchema,
        broken_push_share: shareSchema,
        batches_per_day: z.number(),
        batch_size: rangeSchema,
        jobs: z.array(presubmit).readonly(),
      })
      .readonly(),
  })
  .readonly()
  .parse(jobs);
