import type { Artifact, ObjectNaming } from '../../shared/artifacts/object-name.ts';
import { ARTIFACT_KINDS, parserVersionOf } from '../../shared/artifacts/registry.ts';
import { DENIED_GENERATION } from '../../shared/domain/identity.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { incompleteKey, type IncompleteObjects, type LedgerEntry } from './ledger.ts';
import type { Candidate } from './pages.ts';

const HOUR = 3_600_000;
const LEAST_WAIT = HOUR;
const LONGEST_WAIT = 24 * HOUR;

/**
 * How the ledger stands to an object: `complete`, or the reason to read it again: it was never read (`missing`), was read at
 * another generation or before its build moved to another date (`stale`), was read by an older parser (`older_parser`), or
 * rows of it are not stored (`short`). One whose rows are still not stored after several readings is not read again
 * (`given_up`), and neither is one that was withdrawn at its generation (`withdrawn`). One to which access is denied is read
 * again after a time (`denied`).
 */
export type ObjectState =
  'complete' | 'withdrawn' | 'given_up' | 'denied' | 'missing' | 'stale' | 'older_parser' | 'short';

/** A state, and which rows are missing of an object that is `short` or `given_up`, or when one that is `denied` is read. */
interface FoundState {
  readonly state: ObjectState;
  readonly reason?: string | undefined;
}

/** What is known of a candidate besides the ledger's entry. */
interface StateOptions {
  readonly naming: ObjectNaming;
  readonly incomplete: IncompleteObjects;
  readonly again?: boolean | undefined;
  /** In milliseconds since 1970. */
  readonly now?: number | undefined;
}

/** Returns how the ledger stands to a listed object, given the newest reading of it. */
export function stateOf(
  candidate: Candidate,
  entry: LedgerEntry | undefined,
  options: StateOptions,
): FoundState {
  const found = stateOfReading(candidate, entry, options);
  const { again, now } = options;
  if (entry?.denied == null || now === undefined || again === true || !isToRead(found.state))
    return found;
  const retryAt = retryOfDenied(entry.denied);
  if (now >= retryAt) return found;
  const time = new Date(retryAt).toISOString();
  return { state: 'denied', reason: `access is denied; it is tried again after ${time}` };
}

function stateOfReading(
  { object, artifact }: Candidate,
  entry: LedgerEntry | undefined,
  { naming, incomplete, again }: StateOptions,
): FoundState {
  if (entry !== undefined && isWithdrawn(object, entry)) return { state: 'withdrawn' };
  const wasRead = entry !== undefined && entry.generation !== DENIED_GENERATION;
  if (!wasRead || again === true) return { state: 'missing' };
  if (BigInt(entry.generation) < BigInt(object.generation) || entry.isMoved)
    return { state: 'stale' };
  if (entry.parserVersion < parserVersionOf(artifact.kind, naming.policies))
    return { state: 'older_parser' };
  const key = buildOf(artifact) ?? incompleteKey(entry.name, entry.generation);
  const lack = incomplete.get(key);
  if (lack === undefined) return { state: 'complete' };
  return { state: lack.isGivenUp ? 'given_up' : 'short', reason: lack.reason };
}

/** States of objects that are not read. */
const STATES_AT_REST: ReadonlySet<ObjectState> = new Set([
  ...(['complete', 'withdrawn', 'given_up', 'denied'] as const),
]);

/** Returns whether an object in a state has to be read. */
export function isToRead(state: ObjectState): boolean {
  return !STATES_AT_REST.has(state);
}

function isWithdrawn(
  { generation }: ObjectVersion,
  { withdrawn: { until, generations } }: LedgerEntry,
): boolean {
  return (
    (until !== null && BigInt(generation) <= BigInt(until)) || generations.includes(generation)
  );
}

/**
 * Returns when an object to which access was denied is read again: the wait is as long as access has been denied already, so that
 * it doubles, between an hour and a day.
 *
 * @returns milliseconds since 1970
 */
function retryOfDenied({ first, last }: NonNullable<LedgerEntry['denied']>): number {
  const begun = Date.parse(last);
  const wait = Math.max(LEAST_WAIT, begun - Date.parse(first));
  return begun + Math.min(LONGEST_WAIT, wait);
}

/** Returns the build that an object is a file of, and `undefined` for any other object. */
export function buildOf(artifact: Artifact): string | undefined {
  return ARTIFACT_KINDS[artifact.kind].family === 'build_file'
    ? artifact.build?.buildPath
    : undefined;
}
