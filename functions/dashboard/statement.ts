import type { QueryParameters } from '../../shared/ports/warehouse.ts';
import { stringLiteral } from '../../shared/schema/googlesql-literal.ts';
import type { Filter, SectionQuery, Values } from './page.ts';
import { parameterOf, valueOf } from './parameters.ts';

/** A statement with its parameters. */
export interface Statement {
  readonly sql: string;
  readonly parameters: QueryParameters;
}

/** Returns the filters of a query whose parameters are given. */
export function givenFilters(query: SectionQuery, values: Values): readonly Filter[] {
  return (query.filters ?? []).filter((filter) => valueOf(values, parameterOf(filter)) !== '');
}

/** Returns the statement that gives all rows that a section may show, in their order. */
export function wholeStatement(
  query: Pick<SectionQuery, 'sql' | 'orderBy' | 'parameters' | 'uses'>,
  values: Values,
): Statement {
  return {
    sql: `${dedented(query.sql)}\nORDER BY ${query.orderBy}`,
    parameters: { ...query.parameters, ...used(query, values) },
  };
}

/** Returns the statement that gives the rows of a section in their order, with some of its filters. */
export function statementOf(
  query: SectionQuery,
  filters: readonly Filter[],
  values: Values,
): Statement {
  const conditions = [...onlyCondition(query), ...filters.map(conditionOf)];
  const selected =
    conditions.length === 0
      ? dedented(query.sql)
      : `SELECT *\nFROM (\n${indented(query.sql)}\n)\nWHERE\n  ${conditions.join('\n  AND ')}`;
  return {
    sql: `${selected}\nORDER BY ${query.orderBy}`,
    parameters: {
      ...query.parameters,
      ...used(query, values),
      ...Object.fromEntries(
        filters.map((filter) => [parameterOf(filter), valueOf(values, parameterOf(filter))]),
      ),
    },
  };
}

/** Returns a statement with its parameters as literals, which runs as it is. */
export function readableStatement({ sql, parameters }: Statement): string {
  return sql.replaceAll(/@([a-z_]+)/g, (written, name: string) => {
    const value = parameters[name];
    return value === undefined ? written : stringLiteral(value);
  });
}

function used({ uses = [] }: Pick<SectionQuery, 'uses'>, values: Values): QueryParameters {
  return Object.fromEntries(uses.map((name) => [name, valueOf(values, name)]));
}

function onlyCondition({ only }: SectionQuery): readonly string[] {
  if (only === undefined) return [];
  return [`${only.column} IN (${only.values.map(stringLiteral).join(', ')})`];
}

function conditionOf(filter: Filter): string {
  const { column, match } = filter;
  const text = `CAST(${column} AS STRING)`;
  const parameter = `@${parameterOf(filter)}`;
  return match === 'equals'
    ? `${text} = ${parameter}`
    : `STRPOS(LOWER(${text}), LOWER(${parameter})) > 0`;
}

function indented(sql: string): string {
  return dedented(sql)
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

function dedented(sql: string): string {
  const lines = sql.replace(/^\n/, '').trimEnd().split('\n');
  const widths = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const width = Math.min(...widths);
  return lines.map((line) => line.slice(width)).join('\n');
}
