import { z } from 'zod';
import builds from './builds.json' with { type: 'json' };
import { names, range, share } from './vocabulary.ts';

const irrelevant = z
  .strictObject({
    name: z.string(),
    /** The step of the build that writes the file. */
    after: z.enum(['clone', 'up', 'test', 'end']),
    copies: z.number().int().default(1),
    lines: names,
  })
  .readonly();
export type OtherFileEntry = z.infer<typeof irrelevant>;

/** The durations of a build's steps, and the probabilities of damage and delay of its files. */
export const BUILD_PARAMETERS = z
  .strictObject({
    queue_seconds: z.strictObject({ mean: z.number(), slow_share: share, slow: range }).readonly(),
    seconds: z
      .strictObject({
        start: range,
        clone: range,
        build: range,
        up: range,
        test: range,
        down: range,
        upload: range,
        report: range,
      })
      .readonly(),
    death_minutes: z
      .strictObject({
        clone_failure: range,
        cluster_creation: range,
        quota: range,
        lease: range,
        timeout: range,
        eviction: range,
        aborted: range,
      })
      .readonly(),
    late: z.strictObject({ share, hours: range, files: names }).readonly(),
    never_released_share: share,
    abort_overwritten_share: share,
    finished_rewritten_share: share,
    truncated_share: share,
    gzip: z.strictObject({ share, files: names }).readonly(),
    control_characters_share: share,
    unnamed_cluster: z.string(),
    image: z.string(),
    prow_pod_namespace: z.string(),
    prow_node: z.string(),
    irrelevant: z.array(irrelevant).readonly(),
  })
  .readonly()
  .parse(builds);
