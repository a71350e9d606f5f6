import { z } from 'zod';
import builds from './builds.json' with { type: 'json' };
import { nameList, rangeSchema, shareSchema } from './vocabulary.ts';

const irrelevant = z
  .strictObject({
    name: z.string(),
    /** The step of the build that writes the file. */
    after: z.enum(['clone', 'up', 'test', 'end']),
    copies: z.number().int().default(1),
    lines: nameList,
  })
  .readonly();
export type OtherFileEntry = z.infer<typeof irrelevant>;

/** The durations of a build's steps, and the probabilities of damage and delay of its files. */
export const BUILD_PARAMETERS = z
  .strictObject({
    queue_seconds: z
      .strictObject({ mean: z.number(), slow_share: shareSchema, slow: rangeSchema })
      .readonly(),
    seconds: z
      .strictObject({
        start: rangeSchema,
        clone: rangeSchema,
        build: rangeSchema,
        up: rangeSchema,
        test: rangeSchema,
        down: rangeSchema,
        upload: rangeSchema,
        report: rangeSchema,
      })
      .readonly(),
    death_minutes: z
      .strictObject({
        clone_failure: rangeSchema,
        cluster_creation: rangeSchema,
        quota: rangeSchema,
        lease: rangeSchema,
        timeout: rangeSchema,
        eviction: rangeSchema,
        aborted: rangeSchema,
      })
      .readonly(),
    late: z.strictObject({ share: shareSchema, hours: rangeSchema, files: nameList }).readonly(),
    never_released_share: shareSchema,
    abort_overwritten_share: shareSchema,
    finished_rewritten_share: shareSchema,
    truncated_share: shareSchema,
    gzip: z.strictObject({ share: shareSchema, files: nameList }).readonly(),
    control_characters_share: shareSchema,
    unnamed_cluster: z.string(),
    image: z.string(),
    prow_pod_namespace: z.string(),
    prow_node: z.string(),
    irrelevant: z.array(irrelevant).readonly(),
  })
  .readonly()
  .parse(builds);
