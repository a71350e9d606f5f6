import type { CountTable } from './count-table.ts';
import type { CountTableName } from './tables.ts';
import type { Total, Unit } from './totals.ts';

/** Gives the tables of the file that is open; a table that was asked for is known to the report, even if it stays empty. */
export type OpenTable = (name: CountTableName) => CountTable;

/** What a report states about a file instead of listing it. */
export interface StatedCounts {
  readonly totals: Partial<Record<Unit, Total>>;
  /** Covered part of the file, where the report states nothing else. */
  ratio?: number;
  /** Whether the file was not loaded, so that the report knows only its lines. */
  isNotLoaded?: boolean;
}

/** A source file of which a report tells. It is valid until the next one is opened. */
export class SourceFile {
  readonly #openTable: OpenTable;
  #stated: StatedCounts | undefined;

  constructor(openTable: OpenTable) {
    this.#openTable = openTable;
  }

  /** The table of any kind of unit. */
  table(name: CountTableName): CountTable {
    return this.#openTable(name);
  }

  /** Lines: line number and count. */
  get lines(): CountTable {
    return this.#openTable('lines');
  }

  /** Blocks of statements of a Go profile: first line, column, last line, column, number of statements, count. */
  get blocks(): CountTable {
    return this.#openTable('blocks');
  }

  /** Branches: line, block, branch and count. */
  get branches(): CountTable {
    return this.#openTable('branches');
  }

  /** Functions: number or hash of the name, and count. */
  get functions(): CountTable {
    return this.#openTable('functions');
  }

  /** Statements that are not blocks of Go: number or hash of the place, and count. */
  get statements(): CountTable {
    return this.#openTable('statements');
  }

  /** Keeps a total that the report states: it counts, as in the format's own tool, whatever the report lists. */
  state(unit: Unit, total: Total): void {
    this.#stated ??= { totals: {} };
    this.#stated.totals[unit] = total;
  }

  /** Keeps the covered part of the file that a report without counts states. */
  stateRatio(ratio: number): void {
    this.#stated ??= { totals: {} };
    this.#stated.ratio = ratio;
  }

  /** Keeps that the file was not loaded: what another report tells counts instead. */
  stateNotLoaded(): void {
    this.#stated ??= { totals: {} };
    this.#stated.isNotLoaded = true;
  }

  /** What was stated; `undefined` if nothing was. */
  get stated(): StatedCounts | undefined {
    return this.#stated;
  }
}
