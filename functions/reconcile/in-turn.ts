import type { ObjectPlace } from '../../shared/domain/object-place.ts';
import { compareNames } from '../../shared/domain/name-order.ts';
import { messageOf } from '../../shared/errors.ts';
import type { PlacePorts } from './reconcile-place.ts';
import {
  readPosition,
  type ComparedPlace,
  type ComparingFunction,
  type ReadPosition,
} from './position.ts';

/** Ports and settings of a function that compares places with the ledger, a part of them in each call. */
export interface ComparisonPorts extends PlacePorts {
  /** The buckets, or the parts of buckets, that are compared. */
  readonly places: readonly ObjectPlace[];
  /** Seconds after which a call reads nothing more and answers. */
  readonly seconds: number;
}

/** The turn of a place. */
export interface Turn {
  readonly place: ComparedPlace;
  readonly position: ReadPosition;
  /** Time after which nothing more is read, in milliseconds since 1970. */
  readonly deadline: number;
}

/**
 * Compares places one after another as long as a call has time, at least one: first those in the middle of a comparison, then
 * those that have waited longest.
 *
 * @returns the results of the places that the call had time for
 * @throws the first error of a place, after the others were compared
 */
export async function compareInTurn<T>(
  ports: ComparisonPorts,
  comparedBy: ComparingFunction,
  compare: (turn: Turn) => Promise<T>,
): Promise<readonly T[]> {
  const begun = ports.clock.now();
  const deadline = begun + 1000 * ports.seconds;
  const results: T[] = [];
  const errors: unknown[] = [];
  for (const turn of await inTurn(ports, comparedBy, begun)) {
    if (results.length > 0 && ports.clock.now() >= deadline) break;
    try {
      results.push(await compare({ ...turn, deadline }));
    } catch (error) {
      // One place must not keep the others from being compared.
      const { bucket, prefix } = turn.place;
      const reason = messageOf(error);
      ports.logger.log('ERROR', 'cannot compare a bucket', { bucket, prefix, reason });
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return results;
}

/** Returns the places in the order of their turns. */
async function inTurn(
  { places, warehouse }: ComparisonPorts,
  comparedBy: ComparingFunction,
  now: number,
): Promise<readonly Omit<Turn, 'deadline'>[]> {
  const turns: Omit<Turn, 'deadline'>[] = [];
  for (const { bucket, prefix } of places) {
    const place = { bucket, prefix, comparedBy };
    turns.push({ place, position: await readPosition(warehouse, place, now) });
  }
  const keyOf = ({ position: { next, begun, writtenAt = '' } }: Omit<Turn, 'deadline'>): string =>
    `${next !== null || begun > 0 ? 0 : 1} ${writtenAt}`;
  return turns.sort((left, right) => compareNames(keyOf(left), keyOf(right)));
}
