import type { ComparedObject, ObjectState } from './compare-objects.ts';
import type { LedgerEntry } from './ledger.ts';

/** Numbers of the objects of one kind that were written on one date. */
export interface TallyRow {
  /** UTC date on which the objects were written, in ISO format; `null` if it is not known. */
  readonly date: string | null;
  readonly kind: string;
  readonly listed: number;
  readonly complete: number;
  /** Objects that were withdrawn, which are neither complete nor missing. */
  readonly withdrawn: number;
  readonly missing: number;
  readonly stale: number;
  readonly short: number;
  readonly older_parser: number;
  /** Objects that the ledger has and the bucket does not. */
  readonly deleted: number;
  /** Complete objects divided by listed ones that were not withdrawn; `null` if there are none. */
  readonly completeness: number | null;
}

type Counts = Record<ObjectState | 'deleted', number>;

/** Counts compared objects by date and kind; its size depends on the number of dates alone. */
export class Tally {
  readonly #counts = new Map<string, Counts>();

  /** Counts a listed object. */
  add({ object, artifact, state }: ComparedObject): void {
    this.#of(object.updatedAt, artifact.kind)[state]++;
  }

  /** Counts an object that the bucket does not have any more. */
  addDeleted({ updatedAt, kind }: LedgerEntry): void {
    this.#of(updatedAt, kind).deleted++;
  }

  /** Returns the numbers in the order of dates and kinds. */
  rows(): readonly TallyRow[] {
    const keys = [...this.#counts.keys()].sort();
    return keys.map((key) => {
      const [date = '', kind = ''] = key.split(' ');
      const { deleted, ...states } = this.#counts.get(key) ?? noCounts();
      const listed = Object.values(states).reduce((sum, one) => sum + one, 0);
      const wanted = listed - states.withdrawn;
      const completeness = wanted === 0 ? null : states.complete / wanted;
      return { date: date === '' ? null : date, kind, listed, ...states, deleted, completeness };
    });
  }

  /** Returns the number of listed objects that have to be read again. */
  get unread(): number {
    return this.rows().reduce(
      (sum, { listed, complete, withdrawn }) => sum + listed - complete - withdrawn,
      0,
    );
  }

  #of(time: string | null, kind: string): Counts {
    const key = `${time?.slice(0, 10) ?? ''} ${kind}`;
    const counts = this.#counts.get(key) ?? noCounts();
    this.#counts.set(key, counts);
    return counts;
  }
}

function noCounts(): Counts {
  return {
    ...{ complete: 0, withdrawn: 0, missing: 0, stale: 0, short: 0, older_parser: 0 },
    deleted: 0,
  };
}
