import { cellsOf, valuesOf } from './cells.ts';
import { GRID_DIMENSIONS, type PerDimension } from './dimensions.ts';
import type { Exclusion, Grid, Patterns } from './policy.ts';

/** What is wrong with grids, though each part of them is well-formed. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Looks for values that stand there twice or in no cell, exclusions of what there is not, and grids that overlap. */
export function problemsOf(grids: Readonly<Record<string, Grid>>): readonly Problem[] {
  const entries = Object.entries(grids);
  const within = entries.flatMap(([name, grid]) =>
    [...duplicates(grid), ...exclusionsOfNothing(grid), ...emptyValues(grid)].map(
      ({ path, message }) => ({ path: [name, ...path], message }),
    ),
  );
  return [...within, ...overlaps(entries)];
}

function duplicates({ dimensions }: Grid): readonly Problem[] {
  return GRID_DIMENSIONS.flatMap((dimension) =>
    dimensions[dimension]
      .filter((value, i, values) => values.indexOf(value) < i)
      .map((value) => ({
        path: ['dimensions', dimension],
        message: `${value} stands there twice`,
      })),
  );
}

function exclusionsOfNothing({ dimensions, excluded }: Grid): readonly Problem[] {
  return excluded.flatMap(({ unless = {}, ...named }: Exclusion, i) => [
    ...valuesOfNoGrid(named, dimensions, ['excluded', i]),
    ...valuesOfNoGrid(unless, dimensions, ['excluded', i, 'unless']),
  ]);
}

function valuesOfNoGrid(
  named: Patterns,
  dimensions: Grid['dimensions'],
  place: Problem['path'],
): readonly Problem[] {
  return GRID_DIMENSIONS.flatMap((dimension) =>
    (named[dimension] ?? [])
      .filter((pattern) => valuesOf([pattern], dimensions[dimension]).length === 0)
      .map((pattern) => ({
        path: [...place, dimension],
        message: `${pattern} is no value of the grid`,
      })),
  );
}

function emptyValues(grid: Grid): readonly Problem[] {
  const cells = cellsOf(grid);
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

/** A build has one cell. */
function overlaps(entries: readonly (readonly [string, Grid])[]): readonly Problem[] {
  const owners = new Map<string, string>();
  return entries.flatMap(([name, grid]) => {
    const shared = cellsOf(grid)
      .map(nameOf)
      .find((cell) => owners.has(cell));
    for (const cell of cellsOf(grid)) owners.set(nameOf(cell), name);
    return shared === undefined
      ? []
      : [{ path: [name], message: `${shared} is a cell of an earlier grid, too` }];
  });
}

function nameOf(cell: PerDimension<string>): string {
  return GRID_DIMENSIONS.map((dimension) => cell[dimension]).join(' ');
}
