import type { Clock } from '../../shared/ports/clock.ts';
import type { FollowingReader, QueryResult } from '../../shared/ports/warehouse.ts';
import type { Statement } from './statement.ts';

/** Results that are kept. */
const MAX_KEPT = 500;

/** Milliseconds after which a result is computed again, because some views depend on the time. */
const MAX_AGE = 10 * 60_000;

/** Rows that are read of a query. */
export const MAX_ROWS = 5000;

/** Rows of a statement, and of when they are. */
export interface Answer extends QueryResult {
  /** Whether the statement has more rows than these. */
  readonly isCut: boolean;
  readonly computedAt: number;
  /** Whether the warehouse is unchanged since; if not, newer rows are being computed. */
  readonly isCurrent: boolean;
}

/** A result without the question whether it is current. */
interface Finished extends Omit<Answer, 'isCurrent'> {
  readonly version: string;
}

interface Kept {
  finished?: Finished;
  running?: Promise<Finished> | undefined;
}

/**
 * Runs statements and keeps their results. A result from before a change of the warehouse is returned once more while the
 * new one is computed, so that a page that was computed once does not wait again.
 */
export class Results {
  readonly #reader: Pick<FollowingReader, 'query' | 'version'>;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(reader: Pick<FollowingReader, 'query' | 'version'>, clock: Clock) {
    this.#reader = reader;
    this.#clock = clock;
  }

  /**
   * Returns the rows of a statement, at most {@link MAX_ROWS}.
   *
   * @throws QueryError if the statement cannot be run
   */
  async get(statement: Statement): Promise<Answer> {
    const version = await this.#reader.version();
    const kept = this.#keep(statement);
    if (kept.finished === undefined) return current(await this.#run(statement, kept, version));
    if (this.#isCurrent(kept.finished, version)) return current(kept.finished);
    // A failure shows when the statement is run again by a request that has no older result, or by renew.
    this.#run(statement, kept, version).catch(() => undefined);
    return { ...kept.finished, isCurrent: false };
  }

  /**
   * Computes the rows of a statement unless they are of the present state of the warehouse.
   *
   * @throws QueryError if the statement cannot be run
   */
  async renew(statement: Statement): Promise<void> {
    const version = await this.#reader.version();
    const kept = this.#keep(statement);
    if (kept.finished !== undefined && this.#isCurrent(kept.finished, version)) return;
    await this.#run(statement, kept, version);
  }

  #isCurrent(finished: Finished, version: string): boolean {
    return finished.version === version && this.#clock.now() - finished.computedAt <= MAX_AGE;
  }

  /** Returns the place of a statement, which becomes the newest; the oldest is given up. */
  #keep({ sql, parameters }: Statement): Kept {
    const key = JSON.stringify([sql, Object.entries(parameters).sort()]);
    const kept = this.#kept.get(key) ?? {};
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }

  #run(statement: Statement, kept: Kept, version: string): Promise<Finished> {
    kept.running ??= this.#compute(statement, version)
      .then((finished) => (kept.finished = finished))
      .finally(() => {
        kept.running = undefined;
      });
    return kept.running;
  }

  async #compute({ sql, parameters }: Statement, version: string): Promise<Finished> {
    const limited = `${sql}\nLIMIT ${MAX_ROWS + 1}`;
    const { columns, rows } = await this.#reader.query(limited, parameters);
    return {
      columns,
      rows: rows.slice(0, MAX_ROWS),
      isCut: rows.length > MAX_ROWS,
      computedAt: this.#clock.now(),
      version,
    };
  }
}

function current(finished: Finished): Answer {
  return { ...finished, isCurrent: true };
}
