import { z } from 'zod';
import {
  GRID_DIMENSIONS,
  gridSchema,
  matchingValues,
  type GridDefinition,
  type GridExclusion,
  type GridPatterns,
} from './grid/definition.ts';
import { gridProblems } from './grid/problems.ts';
import { parsePolicy } from './parse.ts';
import { generatedViewSql, stringSql } from './sql.ts';

const FILE = 'grid.json';

const schema = z
  .strictObject({ grids: z.record(z.string().regex(/^[a-z0-9-]+$/), gridSchema).readonly() })
  .readonly()
  .superRefine(({ grids }, context) => {
    for (const { path, message } of gridProblems(grids)) {
      context.addIssue({ code: 'custom', path: ['grids', ...path], message });
    }
  });

export type GridPolicy = z.infer<typeof schema>;

/**
 * Returns the policy in `infra/policy/grid.json`.
 *
 * @throws PolicyError if the value does not follow the schema, or grids contradict themselves or overlap
 */
export function parseGridPolicy(value: unknown): GridPolicy {
  return parsePolicy(schema, FILE, value);
}

/**
 * Returns the SQL of the view `matrix_cells`: for each grid the combinations of its values that are not excluded. The
 * query computes them, since there are thousands.
 */
export function matrixCellsSql({ grids }: GridPolicy): string {
  return generatedViewSql(
    FILE,
    Object.entries(grids).map(([name, grid]) => gridSql(name, grid)),
  );
}

function gridSql(name: string, { job_prefix, dimensions, excluded }: GridDefinition): string {
  const arrays = GRID_DIMENSIONS.map(
    (dimension) => `  UNNEST([${listSql(dimensions[dimension])}]) AS ${dimension}`,
  );
  const conditions = excluded.map((exclusion) => exclusionSql(exclusion, dimensions));
  return [
    'SELECT',
    `  ${stringSql(name)} AS grid,`,
    ...GRID_DIMENSIONS.map((dimension) => `  ${dimension},`),
    `  CONCAT(${GRID_DIMENSIONS.join(", ' ', ")}) AS cell,`,
    `  ${stringSql(job_prefix)} AS job_prefix`,
    'FROM',
    arrays.join('\nCROSS JOIN\n'),
    ...(conditions.length === 0 ? [] : [`WHERE\n  ${conditions.join('\n  AND ')}`]),
  ].join('\n');
}

function exclusionSql(
  { unless, ...named }: GridExclusion,
  dimensions: GridDefinition['dimensions'],
): string {
  const excepted = unless === undefined ? [] : [`NOT (${matchSql(unless, dimensions)})`];
  return `NOT (${[matchSql(named, dimensions), ...excepted].join(' AND ')})`;
}

function matchSql(named: GridPatterns, dimensions: GridDefinition['dimensions']): string {
  return GRID_DIMENSIONS.flatMap((dimension) => {
    const patterns = named[dimension];
    return patterns === undefined
      ? []
      : [`${dimension} IN (${listSql(matchingValues(patterns, dimensions[dimension]))})`];
  }).join(' AND ');
}

function listSql(values: readonly string[]): string {
  return values.map((value) => stringSql(value)).join(', ');
}
