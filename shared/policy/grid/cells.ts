import { GRID_DIMENSIONS, type GridDimension, type PerDimension } from './dimensions.ts';
import type { Exclusion, Grid, Patterns } from './policy.ts';

/** The values of a dimension that patterns stand for: `*` is anything. */
export function valuesOf(
  patterns: readonly string[],
  values: readonly string[],
): readonly string[] {
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.replaceAll('.', '[.]').replaceAll('*', '.*')}$`),
  );
  return values.filter((value) => expressions.some((expression) => expression.test(value)));
}

/** The cells of a grid: every combination of values that is not excluded. */
export function cellsOf({ dimensions, excluded }: Grid): readonly PerDimension<string>[] {
  return combinations(dimensions).filter(
    (cell) => !excluded.some((exclusion) => isExcluded(cell, exclusion)),
  );
}

function combinations(dimensions: Grid['dimensions']): readonly PerDimension<string>[] {
  const none: readonly Partial<PerDimension<string>>[] = [{}];
  return GRID_DIMENSIONS.reduce(
    (cells, dimension) =>
      cells.flatMap((cell) =>
        dimensions[dimension].map((value) => ({ ...cell, [dimension]: value })),
      ),
    none,
  ) as readonly PerDimension<string>[];
}

function isExcluded(cell: PerDimension<string>, { unless, ...named }: Exclusion): boolean {
  return fits(cell, named) && !(unless !== undefined && fits(cell, unless));
}

/** Whether a cell has one of the named values in every dimension that is named. */
function fits(cell: PerDimension<string>, named: Patterns): boolean {
  return GRID_DIMENSIONS.every((dimension: GridDimension) => {
    const patterns = named[dimension];
    return patterns === undefined || valuesOf(patterns, [cell[dimension]]).length > 0;
  });
}
