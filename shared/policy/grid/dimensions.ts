/** Columns of `builds` that a grid is made of, in the order in which `matrix_cells` has them. */
export const GRID_DIMENSIONS = [
  'cloud',
  'networking',
  'distro',
  'architecture',
  'kubernetes_version',
  'kops_version',
] as const;

export type GridDimension = (typeof GRID_DIMENSIONS)[number];

/** Something for each dimension. */
export type PerDimension<T> = Readonly<Record<GridDimension, T>>;
