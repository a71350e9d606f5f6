import { valuesOf } from './cells.ts';
import { GRID_DIMENSIONS } from './dimensions.ts';
import { parseGridPolicy, type Exclusion, type Grid, type Patterns } from './policy.ts';

/**
 * GoogleSQL for the cells of the grids. There are thousands, so that the query makes them: every combination of the
 * values, without those that are excluded.
 *
 * @param policy what `infra/policy/grid.json` holds
 * @throws Error which says what is wrong, and where
 */
export function matrixCellsSql(policy: unknown): string {
  const grids = Object.entries(parseGridPolicy(policy).grids).map(([name, grid]) =>
    gridSql(name, grid.job_prefix, grid),
  );
  return `-- Written by \`npm run generate\` from infra/policy/grid.json.\n${grids.join('\nUNION ALL\n')}\n`;
}

function gridSql(name: string, prefix: string, { dimensions, excluded }: Grid): string {
  const arrays = GRID_DIMENSIONS.map(
    (dimension) => `  UNNEST([${listOf(dimensions[dimension])}]) AS ${dimension}`,
  );
  const conditions = excluded.map((exclusion) => exclusionSql(exclusion, dimensions));
  return [
    'SELECT',
    `  '${name}' AS grid,`,
    ...GRID_DIMENSIONS.map((dimension) => `  ${dimension},`),
    `  CONCAT(${GRID_DIMENSIONS.join(", ' ', ")}) AS cell,`,
    `  '${prefix}' AS job_prefix`,
    'FROM',
    arrays.join('\nCROSS JOIN\n'),
    ...(conditions.length === 0 ? [] : [`WHERE\n  ${conditions.join('\n  AND ')}`]),
  ].join('\n');
}

function exclusionSql({ unless, ...named }: Exclusion, dimensions: Grid['dimensions']): string {
  const excepted = unless === undefined ? [] : [`NOT (${fitsSql(unless, dimensions)})`];
  return `NOT (${[fitsSql(named, dimensions), ...excepted].join(' AND ')})`;
}

function fitsSql(named: Patterns, dimensions: Grid['dimensions']): string {
  return GRID_DIMENSIONS.flatMap((dimension) => {
    const patterns = named[dimension];
    return patterns === undefined
      ? []
      : [`${dimension} IN (${listOf(valuesOf(patterns, dimensions[dimension]))})`];
  }).join(' AND ');
}

function listOf(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}
