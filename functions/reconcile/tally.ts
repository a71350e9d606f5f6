import type { ComparedObject } from './compare-objects.ts';
import type { ObjectState } from './object-state.ts';
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
  /** Objects of which rows are still missing after several readings. */
  readonly given_up: number;
  /** Objects to which access is denied, and which are not read again yet. */
  readonly denied: number;
  /** Objects that the ledger has and the bucket does not. */
  readonly deleted: number;
  /** Complete objects divided by listed ones that were not withdrawn; `null` if there are none. */
  readonly completeness: number | null;
}

/** Numbers of the objects that were written on one date, of all kinds. */
export type TallyDay = Omit<TallyRow, 'kind'>;

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
    return [...this.#counts.keys()].sort().map((key) => {
      const [date = '', kind = ''] = key.split(' ');
      return { date: dateOrNull(date), kind, ...numbersOf(this.#counts.get(key) ?? noCounts()) };
    });
  }

  /** Returns the numbers of each date in the order of dates. */
  days(): readonly TallyDay[] {
    const days = new Map<string, Counts>();
    for (const [key, counts] of this.#counts) {
      const [date = ''] = key.split(' ');
      days.set(date, sumOf([days.get(date) ?? noCounts(), counts]));
    }
    return [...days.keys()]
      .sort()
      .map((date) => ({ date: dateOrNull(date), ...numbersOf(days.get(date) ?? noCounts()) }));
  }

  /** Returns the numbers of all objects. */
  total(): Omit<TallyDay, 'date'> {
    return numbersOf(sumOf([...this.#counts.values()]));
  }

  /** Returns the number of listed objects that have to be read again. */
  get unread(): number {
    const { listed, complete, withdrawn, given_up, denied } = this.total();
    return listed - complete - withdrawn - given_up - denied;
  }

  #of(time: string | null, kind: string): Counts {
    const key = `${time?.slice(0, 10) ?? ''} ${kind}`;
    const counts = this.#counts.get(key) ?? noCounts();
    this.#counts.set(key, counts);
    return counts;
  }
}

const STATES: readonly ObjectState[] = [
  ...(['complete', 'withdrawn', 'given_up', 'denied', 'missing'] as const),
  ...(['stale', 'short', 'older_parser'] as const),
];

function noCounts(): Counts {
  const read = { complete: 0, withdrawn: 0, given_up: 0, denied: 0 };
  return { ...read, missing: 0, stale: 0, short: 0, older_parser: 0, deleted: 0 };
}

function sumOf(all: readonly Counts[]): Counts {
  const sum = noCounts();
  for (const counts of all) {
    for (const name of [...STATES, 'deleted'] as const) sum[name] += counts[name];
  }
  return sum;
}

function numbersOf(counts: Counts): Omit<TallyDay, 'date'> {
  const listed = STATES.reduce((sum, state) => sum + counts[state], 0);
  const wanted = listed - counts.withdrawn;
  return { listed, ...counts, completeness: wanted === 0 ? null : counts.complete / wanted };
}

function dateOrNull(date: string): string | null {
  return date === '' ? null : date;
}
