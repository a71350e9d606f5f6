import {
  parseObjectName,
  type Artifact,
  type ObjectNaming,
} from '../../shared/artifacts/object-name.ts';
import { ARTIFACT_KINDS } from '../../shared/artifacts/registry.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import type { ArtifactStore } from '../../shared/ports/artifact-store.ts';
import {
  NONE_INCOMPLETE,
  type IncompleteObjects,
  type Ledger,
  type LedgerEntry,
} from './ledger.ts';
import { listedPrefixes, passesFilter, type ObjectFilter } from './object-filter.ts';
import { pagesOf, type Candidate } from './pages.ts';
import { stateOf, type ObjectState } from './object-state.ts';

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
  /** In milliseconds since 1970; without it, objects to which access is denied are read again at once. */
  readonly now?: number | undefined;
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

function givesRows({ kind }: Artifact): boolean {
  return ARTIFACT_KINDS[kind].family !== 'pointer';
}
