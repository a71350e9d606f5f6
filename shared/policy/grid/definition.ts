import { z } from 'zod';
import { hyphenatedName } from '../parse.ts';
import { matchesWildcard } from '../wildcard.ts';

/** Columns of `builds` that span a grid, in the order in which `matrix_cells` has them. */
export const GRID_DIMENSIONS = [
  'cloud',
  'networking',
  'distro',
  'architecture',
  'kubernetes_version',
  'kops_version',
] as const;

type GridDimension = (typeof GRID_DIMENSIONS)[number];

/** A combination of one value for each dimension. */
export type GridCell = Readonly<Record<GridDimension, string>>;

const values = z
  .array(z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'a value as the columns of builds have it'))
  .nonempty()
  .readonly();
const patterns = z
  .array(z.string().regex(/^[a-z0-9*][a-z0-9.*-]*$/, 'a value, with * for any characters'))
  .nonempty()
  .readonly()
  .optional();

function perDimension<T>(schema: T): Readonly<Record<GridDimension, T>> {
  return {
    cloud: schema,
    networking: schema,
    distro: schema,
    architecture: schema,
    kubernetes_version: schema,
    kops_version: schema,
  };
}

const exclusion = z
  .strictObject({
    ...perDimension(patterns),
    /** Cells that stay although the other patterns match them. */
    unless: z.strictObject(perDimension(patterns)).readonly().optional(),
    because: z.string().min(1),
  })
  .readonly()
  .refine(
    (one) => GRID_DIMENSIONS.some((dimension) => one[dimension] !== undefined),
    'it does not name a dimension',
  );

/** Cells that are not supported: those that match a pattern in each dimension that is named. */
export type GridExclusion = Omit<z.infer<typeof exclusion>, 'because'>;
export type GridPatterns = Omit<GridExclusion, 'unless'>;

export const gridSchema = z
  .strictObject({
    /** Prefix of the names of jobs that exist only for the grid: only these are advised to be removed. */
    job_prefix: hyphenatedName,
    /** Date of the configuration of jobs that the grid was taken from. */
    as_of: z.iso.date(),
    dimensions: z.strictObject(perDimension(values)).readonly(),
    excluded: z.array(exclusion).readonly(),
  })
  .readonly();

export type GridDefinition = Pick<z.infer<typeof gridSchema>, 'job_prefix' | 'dimensions'> & {
  readonly excluded: readonly GridExclusion[];
};

/** Returns the values that match one of the patterns. */
export function matchingValues(
  patternsOf: readonly string[],
  of: readonly string[],
): readonly string[] {
  return of.filter((value) => patternsOf.some((pattern) => matchesWildcard(pattern, value)));
}
