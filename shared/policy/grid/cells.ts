import {
  GRID_DIMENSIONS,
  matchingValues,
  type GridCell,
  type GridDefinition,
  type GridExclusion,
  type GridPatterns,
} from './definition.ts';

/** Returns the cells of a grid: every combination of values that is not excluded. */
export function gridCells({ dimensions, excluded }: GridDefinition): readonly GridCell[] {
  return combinations(dimensions).filter(
    (cell) => !excluded.some((exclusion) => isExcluded(cell, exclusion)),
  );
}

function combinations(dimensions: GridDefinition['dimensions']): readonly GridCell[] {
  const none: readonly Partial<GridCell>[] = [{}];
  return GRID_DIMENSIONS.reduce(
    (cells, dimension) =>
      cells.flatMap((cell) =>
        dimensions[dimension].map((value) => ({ ...cell, [dimension]: value })),
      ),
    none,
  ) as readonly GridCell[];
}

function isExcluded(cell: GridCell, { unless, ...named }: GridExclusion): boolean {
  return isMatch(cell, named) && !(unless !== undefined && isMatch(cell, unless));
}

/** Returns whether a cell matches a pattern in every dimension that is named. */
function isMatch(cell: GridCell, named: GridPatterns): boolean {
  return GRID_DIMENSIONS.every((dimension) => {
    const patterns = named[dimension];
    return patterns === undefined || matchingValues(patterns, [cell[dimension]]).length > 0;
  });
}
