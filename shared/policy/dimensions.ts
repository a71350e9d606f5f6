import { z } from 'zod';
import { hyphenatedName, parsePolicy, policyVersion } from './parse.ts';

const schema = z
  .strictObject({
    version: policyVersion,
    /** Prefix of the annotations that hold dimensions. */
    annotation_prefix: z.string(),
    clouds: z.record(
      hyphenatedName,
      z.strictObject({
        /** Other names of the cloud, in annotations and job names. */
        synonyms: z.array(hyphenatedName),
        /** Labels that only jobs on this cloud have. */
        labels: z.array(hyphenatedName),
      }),
    ),
    /** Network plugins, each with its other names. */
    networking: z.record(hyphenatedName, z.array(hyphenatedName)),
    /** Distributions as job names write them, without `arm64`; each with substrings that only the names of its images have. */
    distros: z.record(hyphenatedName, z.array(z.string().min(4))),
  })
  .readonly();

export type DimensionPolicy = z.infer<typeof schema>;

/**
 * Returns the policy in `infra/policy/dimensions.json`.
 *
 * @throws PolicyError if the value does not follow the schema
 */
export function parseDimensionPolicy(value: unknown): DimensionPolicy {
  return parsePolicy(schema, 'dimensions.json', value);
}
