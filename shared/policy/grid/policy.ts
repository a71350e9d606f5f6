import { z } from 'zod';
import { GRID_DIMENSIONS, type PerDimension } from './dimensions.ts';
import { problemsOf } from './problems.ts';

const values = z
  .array(z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'a value as the columns of builds have it'))
  .nonempty()
  .readonly();
const patterns = z
  .array(z.string().regex(/^[a-z0-9*][a-z0-9.*-]*$/, 'a value, with * for anything'))
  .nonempty()
  .readonly()
  .optional();

const everyDimension = {
  cloud: values,
  networking: values,
  distro: values,
  architecture: values,
  kubernetes_version: values,
  kops_version: values,
} satisfies PerDimension<unknown>;
const someDimensions = {
  cloud: patterns,
  networking: patterns,
  distro: patterns,
  architecture: patterns,
  kubernetes_version: patterns,
  kops_version: patterns,
} satisfies PerDimension<unknown>;

const exclusion = z
  .strictObject({
    ...someDimensions,
    /** Of the cells that these values would exclude, those that stay. */
    unless: z.strictObject(someDimensions).readonly().optional(),
    because: z.string().min(1),
  })
  .readonly()
  .refine(
    (one) => GRID_DIMENSIONS.some((dimension) => one[dimension] !== undefined),
    'it names no dimension',
  );
export type Exclusion = Omit<z.infer<typeof exclusion>, 'because'>;
export type Patterns = Omit<Exclusion, 'unless'>;

const grid = z
  .strictObject({
    /** What the names of the jobs begin with that are there for the grid alone: only they are advised to go. */
    job_prefix: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens'),
    dimensions: z.strictObject(everyDimension).readonly(),
    /** Cells that are not supported: those with a named value in each dimension that is named. */
    excluded: z.array(exclusion).readonly(),
  })
  .readonly();
export type Grid = Pick<z.infer<typeof grid>, 'dimensions'> & {
  readonly excluded: readonly Exclusion[];
};

const schema = z
  .strictObject({ grids: z.record(z.string().regex(/^[a-z0-9-]+$/), grid).readonly() })
  .readonly()
  .superRefine(({ grids }, context) => {
    for (const { path, message } of problemsOf(grids)) {
      context.addIssue({ code: 'custom', path: ['grids', ...path], message });
    }
  });

export type GridPolicy = z.infer<typeof schema>;

/**
 * Checks what `infra/policy/grid.json` holds.
 *
 * @throws Error which says what is wrong, and where
 */
export function parseGridPolicy(policy: unknown): GridPolicy {
  const parsed = schema.safeParse(policy);
  if (parsed.success) return parsed.data;
  throw new Error(`infra/policy/grid.json is wrong:\n${z.prettifyError(parsed.error)}`);
}
