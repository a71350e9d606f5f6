import { compareNames } from '../../shared/domain/name-order.ts';
import type { ListedRange } from './compare-objects.ts';

/**
 * Returns what is left of ranges from a name on.
 *
 * @param next the first name; `null` for all of the ranges
 */
export function rangesFrom(
  ranges: readonly ListedRange[],
  next: string | null,
): readonly ListedRange[] {
  if (next === null) return ranges;
  return ranges
    .filter(({ prefix }) => next.startsWith(prefix) || compareNames(prefix, next) > 0)
    .map(({ prefix, startOffset }) => ({ prefix, startOffset: later(startOffset, next) }));
}

function later(one: string | undefined, other: string): string {
  return one === undefined || compareNames(one, other) < 0 ? other : one;
}
