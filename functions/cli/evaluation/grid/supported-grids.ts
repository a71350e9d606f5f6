import { z } from 'zod';

/** The dimensions of a supported grid. */
export const CELL_DIMENSIONS = [
  'cloud',
  'networking',
  'distro',
  'architecture',
  'kubernetes_version',
  'kops_version',
] as const;

/** One value for each dimension. */
export type SupportedCell = Readonly<Record<(typeof CELL_DIMENSIONS)[number], string>>;

const namesByDimension = z.partialRecord(z.enum(CELL_DIMENSIONS), z.array(z.string()));

/** The grids of `infra/policy/grid.json`. */
export const gridsSchema = z.object({
  grids: z.record(
    z.string(),
    z.object({
      dimensions: z.record(z.enum(CELL_DIMENSIONS), z.array(z.string())),
      excluded: z.array(namesByDimension.and(z.object({ unless: namesByDimension.optional() }))),
    }),
  ),
});

/** A supported grid as a predicate of its cells. */
export interface SupportedGrid {
  readonly name: string;
  readonly has: (cell: SupportedCell) => boolean;
}

/** Returns the supported grids. */
export function supportedGrids({ grids }: z.infer<typeof gridsSchema>): readonly SupportedGrid[] {
  return Object.entries(grids).map(([name, { dimensions, excluded }]) => ({
    name,
    has: (cell) =>
      CELL_DIMENSIONS.every((dimension) => dimensions[dimension].includes(cell[dimension])) &&
      !excluded.some(
        ({ unless, ...names }) =>
          isNamed(names, cell) && !(unless !== undefined && isNamed(unless, cell)),
      ),
  }));
}

/** Returns whether the names include a cell; `*` in a name stands for any characters. */
function isNamed(names: z.infer<typeof namesByDimension>, cell: SupportedCell): boolean {
  return CELL_DIMENSIONS.every((dimension) => {
    const value = cell[dimension];
    return (
      names[dimension]?.some((name) => {
        const [start = '', ...rest] = name.split('*');
        const end = rest.at(-1);
        return end === undefined ? value === name : value.startsWith(start) && value.endsWith(end);
      }) ?? true
    );
  });
}
