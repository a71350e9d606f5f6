import { z } from 'zod';
import { gridsSchema, supportedGrids, type SupportedGrid } from './grid/supported-grids.ts';

const infrastructureSchema = z.object({ clusters: z.record(z.string(), z.string()) });

const versionsSchema = z.record(
  z.string(),
  z.array(z.object({ status: z.string(), from: z.string() })),
);

const compatibilitySchema = z.object({
  versions: z.object({ kops: versionsSchema, kubernetes: versionsSchema }),
  skip_rules: z.record(
    z.string(),
    z.object({ skip_reasons: z.string(), expires: z.string().nullable() }),
  ),
});

/**
 * The policies that the truth is judged by. The evaluation reads the same files as the views, with its own code, so
 * that an error in the code of a policy shows as a wrong finding.
 */
export interface EvaluationPolicies {
  /** Owners by build cluster. */
  readonly clusterOwners: Readonly<Record<string, string>>;
  readonly compatibility: Compatibility;
  readonly grids: readonly SupportedGrid[];
}

/** The status of versions by product, and the rules for skips. */
export type Compatibility = Readonly<z.infer<typeof compatibilitySchema>>;

/**
 * Parses the files of `infra/policy/` of these names.
 *
 * @throws ZodError if a file has another form
 */
export function parseEvaluationPolicies(files: {
  readonly infrastructure: unknown;
  readonly compatibility: unknown;
  readonly grid: unknown;
}): EvaluationPolicies {
  return {
    clusterOwners: infrastructureSchema.parse(files.infrastructure).clusters,
    compatibility: compatibilitySchema.parse(files.compatibility),
    grids: supportedGrids(gridsSchema.parse(files.grid)),
  };
}
