import { gridCells } from './cells.ts';
import {
  GRID_DIMENSIONS,
  matchingValues,
  type GridCell,
  type GridDefinition,
  type GridPatterns,
} from './definition.ts';

/** A contradiction in grids that follow the schema. */
export interface GridProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Returns values that are duplicates or in no cell, exclusions of values that a grid does not have, and overlapping grids. */
export function gridProblems(
  grids: Readonly<Record<string, GridDefinition>>,
): readonly GridProblem[] {
  const entries = Object.entries(grids);
  const within = entries.flatMap(([name, grid]) =>
    [...duplicates(grid), ...unknownExclusions(grid), ...unusedValues(grid)].map(
      ({ path, message }) => ({ path: [name, ...path], message }),
    ),
  );
  return [...within, ...overlaps(entries)];
}

function duplicates({ dimensions }: GridDefinition): readonly GridProblem[] {
  return GRID_DIMENSIONS.flatMap((dimension) =>
    dimensions[dimension]
      .filter((value, i, values) => values.indexOf(value) < i)
      .map((value) => ({ path: ['dimensions', dimension], message: `${value} is listed twice` })),
  );
}

function unknownExclusions({ dimensions, excluded }: GridDefinition): readonly GridProblem[] {
  return excluded.flatMap(({ unless = {}, ...named }, i) => [
    ...unknownValues(named, dimensions, ['excluded', i]),
    ...unknownValues(unless, dimensions, ['excluded', i, 'unless']),
  ]);
}

function unknownValues(
  named: GridPatterns,
  dimensions: GridDefinition['dimensions'],
  path: GridProblem['path'],
): readonly GridProblem[] {
  return GRID_DIMENSIONS.flatMap((dimension) =>
    (named[dimension] ?? [])
      .filter((pattern) => matchingValues([pattern], dimensions[dimension]).length === 0)
      .map((pattern) => ({
        path: [...path, dimension],
        message: `${pattern} is not a value of the grid`,
      })),
  );
}

function unusedValues(grid: GridDefinition): readonly GridProblem[] {
  const cells = gridCells(grid);
  if (cells.length === 0) return [{ path: ['excluded'], message: 'every cell is excluded' }];
  return GRID_DIMENSIONS.flatMap((dimension) => {
    const used = new Set(cells.map((cell) => cell[dimension]));
    return grid.dimensions[dimension]
      .filter((value) => !used.has(value))
      .map((value) => ({
        path: ['dimensions', dimension],
        message: `every cell with ${value} is excluded`,
      }));
  });
}

/** A build belongs to at most one cell, so a cell may be in one grid only. */
function overlaps(entries: readonly (readonly [string, GridDefinition])[]): readonly GridProblem[] {
  const owners = new Map<string, string>();
  return entries.flatMap(([name, grid]) => {
    const cells = gridCells(grid).map(cellName);
    const shared = cells.find((cell) => owners.has(cell));
    for (const cell of cells) owners.set(cell, name);
    return shared === undefined
      ? []
      : [{ path: [name], message: `${shared} is also a cell of an earlier grid` }];
  });
}

function cellName(cell: GridCell): string {
  return GRID_DIMENSIONS.map((dimension) => cell[dimension]).join(' ');
}
