import { z } from 'zod';
import grid from '../../../../infra/policy/grid.json' with { type: 'json' };

/** Dimensions of the supported grid. */
export const GRID_DIMENSIONS = [
  'cloud',
  'networking',
  'distro',
  'architecture',
  'kubernetes_version',
  'kops_version',
] as const;

/** A value for each dimension. */
export type GridCell = Readonly<Record<(typeof GRID_DIMENSIONS)[number], string>>;

const named = z.partialRecord(z.enum(GRID_DIMENSIONS), z.array(z.string()));
const schema = z.object({
  grids: z.record(
    z.string(),
    z.object({
      job_prefix: z.string(),
      dimensions: z.record(z.enum(GRID_DIMENSIONS), z.array(z.string())),
      excluded: z.array(named.and(z.object({ unless: named.optional() }))),
    }),
  ),
});

/** A supported grid, asked cell by cell. Of the policy this shares the data, and no code, with the views. */
export interface SupportedGrid {
  readonly name: string;
  readonly jobPrefix: string;
  readonly has: (cell: GridCell) => boolean;
}

export const GRIDS: readonly SupportedGrid[] = gridsOf(grid);

/** The grids of a policy. */
export function gridsOf(policy: unknown): readonly SupportedGrid[] {
  return Object.entries(schema.parse(policy).grids).map(
    ([name, { job_prefix, dimensions, excluded }]) => ({
      name,
      jobPrefix: job_prefix,
      has: (cell) =>
        GRID_DIMENSIONS.every((dimension) => dimensions[dimension].includes(cell[dimension])) &&
        !excluded.some(
          ({ unless, ...values }) =>
            isNamed(values, cell) && !(unless !== undefined && isNamed(unless, cell)),
        ),
    }),
  );
}

/** A name with `*` in it stands for what begins and ends like it. */
function isNamed(values: z.infer<typeof named>, cell: GridCell): boolean {
  return GRID_DIMENSIONS.every((dimension) => {
    const value = cell[dimension];
    return (
      values[dimension]?.some((name) => {
        const [start = '', ...rest] = name.split('*');
        const end = rest.at(-1);
        return end === undefined ? value === name : value.startsWith(start) && value.endsWith(end);
      }) ?? true
    );
  });
}
