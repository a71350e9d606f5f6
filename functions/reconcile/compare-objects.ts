import {
  parseObjectName,
  type Artifact,
  type ObjectNaming,
} from '../../shared/artifacts/object-name.ts';
import { ARTIFACT_KINDS, parserVersionOf } from '../../shared/artifacts/registry.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import type { ArtifactStore } from '../../shared/ports/artifact-store.ts';
import {
  incompleteKey,
  NONE_INCOMPLETE,
  type IncompleteObjects,
  type Ledger,
  type LedgerEntry,
} from './ledger.ts';
import { listedPrefixes, passesFilter, type ObjectFilter } from './object-filter.ts';
import { pagesOf, type Candidate } from './pages.ts';

/**
 * How the ledger stands to an object: `complete`, or the reason to read it again: it was never read (`missing`), was read at
 * another generation or before its build moved to another date (`stale`), was read by an older parser (`older_parser`), or
 * rows of it are not stored (`short`). One whose rows are still not stored after several readings is not read again
 * (`given_up`), and neither is one that was withdrawn at its generation (`withdrawn`).
 */
export type ObjectState =
  'complete' | 'withdrawn' | 'given_up' | 'missing' | 'stale' | 'older_parser' | 'short';

/** Objects of a bucket whose names start with a prefix. */
export interface BucketObjects {
  readonly store: ArtifactStore;
  readonly bucket: string;
  readonly prefix: string;
}

/** Objects whose names start with a prefix, from a first name on, which resumes a listing; by default all of them. */
export interface ListedRange {
  readonly prefix: string;
  readonly startOffset?: string | undefined;
}

/** Input of {@link compareObjects}. */
export interface LedgerComparison {
  readonly source: BucketObjects;
  /** `undefined` for a comparison with nothing, in which every object is missing. */
  readonly ledger: Ledger | undefined;
  /** Whether objects count as missing although the ledger has them. */
  readonly again?: boolean | undefined;
  readonly naming: ObjectNaming;
  readonly filter?: ObjectFilter | undefined;
  /** The parts of the source to compare, in the order of their names; by default those that can pass the filter. */
  readonly ranges?: readonly ListedRange[] | undefined;
  /** Maximum number of objects that are compared at once. */
  readonly largestPage?: number | undefined;
  /** Is called with each object of the ledger that the bucket does not have any more. */
  readonly onDeleted?: ((entry: LedgerEntry) => void) | undefined;
  /** Is asked before each object is listed; the comparison ends with what was listed if the answer is true. */
  readonly isLate?: (() => boolean) | undefined;
  /** Is called with the name that a comparison which ended by `isLate` would have listed next. */
  readonly onStopped?: ((next: string) => void) | undefined;
}

/** A listed object that gives rows, compared with the ledger. */
export interface ComparedObject {
  readonly object: ObjectVersion;
  readonly artifact: Artifact;
  readonly state: ObjectState;
  /** Which rows are missing of an object that is `short` or `given_up`. */
  readonly reason?: string | undefined;
}

/** Numbers of listed objects, which {@link compareObjects} increases. */
export interface ListedCounts {
  seen: number;
  /** Objects of kinds that do not produce rows. */
  otherKinds: number;
  /** Objects that produce rows, and that the filter leaves out. */
  filtered: number;
}

/**
 * Compares the objects of a source that give rows and pass its filter with the ledger, and yields them in the order of
 * their names. Bucket and ledger are read in pages side by side, so that memory does not grow with either.
 */
export async function* compareObjects(
  comparison: LedgerComparison,
  counts: ListedCounts,
): AsyncGenerator<ComparedObject> {
  const { source, ledger, filter = {} } = comparison;
  const ranges = comparison.ranges ?? rangesOf(source.prefix, filter);
  const stop: Stop = {};
  for (const range of ranges) {
    const part = { ...comparison, range, stop };
    let after = '';
    for await (const { page, isLast } of pagesOf(
      candidates(part, counts),
      comparison.largestPage,
    )) {
      const last = isLast ? stop.next : page.at(-1)?.object.name;
      const entries = await entriesOf(part, page, { after, last });
      after = last ?? after;
      const incomplete = await incompleteOf(page, source.bucket, ledger);
      for (const candidate of page) {
        if (!candidate.passes) continue;
        const { object, artifact } = candidate;
        const entry = entries.get(object.name);
        yield { object, artifact, ...stateOf(candidate, entry, { ...comparison, incomplete }) };
      }
    }
    if (stop.next === undefined) continue;
    comparison.onStopped?.(stop.next);
    return;
  }
}

/**
 * Returns the ranges of a source whose objects can pass a filter.
 *
 * @param startOffset the first name to list
 */
export function rangesOf(
  prefix: string,
  filter: ObjectFilter,
  startOffset?: string,
): readonly ListedRange[] {
  return listedPrefixes(prefix, filter).map((listed) => ({ prefix: listed, startOffset }));
}

/** Where a listing ended before its end: the first name that was not compared. */
interface Stop {
  next?: string;
}

/** A comparison of one of its ranges. */
interface Part extends LedgerComparison {
  readonly range: ListedRange;
  readonly stop: Stop;
}

async function* candidates(
  { source, naming, filter = {}, range, stop, isLate }: Part,
  counts: ListedCounts,
): AsyncGenerator<Candidate> {
  const { store, bucket } = source;
  const { prefix, startOffset } = range;
  const options = { prefix, ...(startOffset !== undefined && { startOffset }) };
  for await (const object of store.list(bucket, options)) {
    if (isLate?.() === true) {
      stop.next = object.name;
      return;
    }
    counts.seen++;
    const artifact = parseObjectName(object.name, naming);
    if (artifact === undefined || !givesRows(artifact)) {
      counts.otherKinds++;
      continue;
    }
    const passes = passesFilter(filter, {
      job: artifact.build?.job,
      updatedAt: object.updatedAt,
    });
    if (!passes) counts.filtered++;
    yield { object, artifact, passes };
  }
}

/** Returns the entries of the ledger for the objects of a page, and reports those of other objects in its range. */
async function entriesOf(
  { source, ledger, filter = {}, range, stop, onDeleted }: Part,
  page: readonly Candidate[],
  bounds: { readonly after: string; readonly last: string | undefined },
): Promise<ReadonlyMap<string, LedgerEntry>> {
  const found = new Map<string, LedgerEntry>();
  if (ledger === undefined) return found;
  const listed = new Set(page.map(({ object }) => object.name));
  if (stop.next !== undefined) listed.add(stop.next);
  const { bucket } = source;
  const { prefix, startOffset: first = '' } = range;
  for await (const entry of ledger.entries({ bucket, prefix, first, ...bounds })) {
    if (listed.has(entry.name)) found.set(entry.name, entry);
    else if (passesFilter(filter, entry)) onDeleted?.(entry);
  }
  return found;
}

async function incompleteOf(
  page: readonly Candidate[],
  bucket: string,
  ledger: Ledger | undefined,
): Promise<IncompleteObjects> {
  const [first, last] = [page[0], page.at(-1)];
  if (ledger === undefined || first === undefined || last === undefined) return NONE_INCOMPLETE;
  return await ledger.incomplete({ bucket, first: first.object.name, last: last.object.name });
}

function stateOf(
  { object, artifact }: Candidate,
  entry: LedgerEntry | undefined,
  { naming, incomplete, again }: LedgerComparison & { readonly incomplete: IncompleteObjects },
): Pick<ComparedObject, 'state' | 'reason'> {
  if (entry !== undefined && isWithdrawn(object, entry)) return { state: 'withdrawn' };
  if (entry === undefined || again === true) return { state: 'missing' };
  if (BigInt(entry.generation) < BigInt(object.generation) || entry.isMoved)
    return { state: 'stale' };
  if (entry.parserVersion < parserVersionOf(artifact.kind, naming.policies))
    return { state: 'older_parser' };
  const key = buildOf(artifact) ?? incompleteKey(entry.name, entry.generation);
  const lack = incomplete.get(key);
  if (lack === undefined) return { state: 'complete' };
  return { state: lack.isGivenUp ? 'given_up' : 'short', reason: lack.reason };
}

/** Returns whether an object in a state has to be read. */
export function isToRead(state: ObjectState): boolean {
  return state !== 'complete' && state !== 'withdrawn' && state !== 'given_up';
}

function isWithdrawn(
  { generation }: ObjectVersion,
  { withdrawn: { until, generations } }: LedgerEntry,
): boolean {
  return (
    (until !== null && BigInt(generation) <= BigInt(until)) || generations.includes(generation)
  );
}

function givesRows({ kind }: Artifact): boolean {
  return ARTIFACT_KINDS[kind].family !== 'pointer';
}

/** Returns the build that an object is a file of, and `undefined` for any other object. */
export function buildOf(artifact: Artifact): string | undefined {
  return ARTIFACT_KINDS[artifact.kind].family === 'build_file'
    ? artifact.build?.buildPath
    : undefined;
}
