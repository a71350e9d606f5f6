import { z } from 'zod';
import { mentioned, plainColumn, subqueries } from './wire.ts';

/** Comparison of a column with constants. A list of constants does not reach the other side of a join. */
type Bound = 'comparison' | 'list';
export type Bounds = ReadonlyMap<string, Bound>;

/** The parts of a condition that bound columns. */
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

/** Adds the bounds of a condition: its comparisons with constants, and columns that are equal to a bound column. */
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

/** A subquery is not constant: its value is known only when the query runs, too late to select partitions. */
function isConstant(expression: unknown): boolean {
  return mentioned(expression).length === 0 && subqueries(expression).length === 0;
}
