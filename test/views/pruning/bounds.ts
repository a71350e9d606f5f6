import { z } from 'zod';
import { mentioned, plainColumn, subqueries } from './wire.ts';

/** How a column is bound to constants. A list of them is not taken over to the other side of a join. */
type Bound = 'comparison' | 'list';
export type Bounds = ReadonlyMap<string, Bound>;

/** What a condition says of columns. */
interface Condition {
  readonly bounds: readonly (readonly [string, Bound])[];
  /** Pairs of columns that are equal. */
  readonly equalities: readonly (readonly [string, string])[];
}

const callSchema = z
  .object({
    resolvedFunctionCallBaseNode: z.object({
      resolvedFunctionCallNode: z.object({
        parent: z.object({
          function: z.object({ name: z.string() }),
          argumentList: z.array(z.unknown()).default([]),
        }),
      }),
    }),
  })
  .transform((call) => call.resolvedFunctionCallBaseNode.resolvedFunctionCallNode.parent);

const COMPARISONS: ReadonlyMap<string, Bound> = new Map([
  ['$equal', 'comparison'],
  ['$less', 'comparison'],
  ['$less_or_equal', 'comparison'],
  ['$greater', 'comparison'],
  ['$greater_or_equal', 'comparison'],
  ['$between', 'comparison'],
  ['$in', 'list'],
]);

/** Bounds with those that a condition adds: its comparisons with constants, and what is equal to a bound column. */
export function narrow(bounds: Bounds, expression: unknown): Bounds {
  const condition = readCondition(expression);
  const narrowed = new Map(bounds);
  for (const [column, bound] of condition.bounds) {
    if (narrowed.get(column) !== 'comparison') narrowed.set(column, bound);
  }
  for (const [one, other] of condition.equalities) {
    if (narrowed.get(one) === 'comparison') narrowed.set(other, 'comparison');
    else if (narrowed.get(other) === 'comparison') narrowed.set(one, 'comparison');
  }
  return narrowed;
}

function readCondition(expression: unknown): Condition {
  const call = callSchema.safeParse(expression).data;
  if (call === undefined) return { bounds: [], equalities: [] };
  const name = call.function.name.replace(/^ZetaSQL:/, '');
  if (name === '$and') {
    const parts = call.argumentList.map(readCondition);
    return {
      bounds: parts.flatMap((part) => part.bounds),
      equalities: parts.flatMap((part) => part.equalities),
    };
  }
  const columns = call.argumentList.map(plainColumn).filter((column) => column !== undefined);
  const [column, other] = columns;
  const bound = COMPARISONS.get(name);
  const constants = call.argumentList.filter(isConstant);
  const isBound =
    column !== undefined &&
    bound !== undefined &&
    constants.length === call.argumentList.length - 1;
  return {
    bounds: isBound ? [[column, bound]] : [],
    equalities:
      name === '$equal' && column !== undefined && other !== undefined ? [[column, other]] : [],
  };
}

/** A subquery is known only when the query has begun to run: too late to choose partitions by. */
function isConstant(expression: unknown): boolean {
  return mentioned(expression).length === 0 && subqueries(expression).length === 0;
}
