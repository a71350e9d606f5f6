import { z } from 'zod';
import json from '../../infra/policy/dimensions.json' with { type: 'json' };

const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');

const schema = z
  .strictObject({
    /** Stands before the names of annotations that are dimensions. */
    annotation_prefix: z.string(),
    clouds: z.record(
      name,
      z.strictObject({
        /** Other names of it, in annotations and names of jobs. */
        synonyms: z.array(name),
        /** Labels that only jobs on it have. */
        labels: z.array(name),
      }),
    ),
    /** Network plugins, each with its other names. */
    networking: z.record(name, z.array(name)),
    /** Distributions as names of jobs write them, without `arm64`; with parts of names that only their images have. */
    distros: z.record(name, z.array(z.string().min(4))),
  })
  .readonly();

export type DimensionPolicy = z.infer<typeof schema>;

/**
 * Checks what `infra/policy/dimensions.json` holds.
 *
 * @throws Error which says what is wrong, and where
 */
export function parseDimensionPolicy(value: unknown): DimensionPolicy {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`infra/policy/dimensions.json is wrong:\n${z.prettifyError(parsed.error)}`);
}

export const POLICY = parseDimensionPolicy(json);
