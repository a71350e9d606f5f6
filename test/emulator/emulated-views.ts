import { setTimeout as sleep } from 'node:timers/promises';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { QueryError } from '../../shared/errors.ts';
import type { View, Warehouse } from '../../shared/ports/warehouse.ts';
import { TABLE_NAMES, type TableName, type TableRow } from '../../shared/schema/tables.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { isRollUp } from '../../shared/views/layers.ts';
import {
  completeRow,
  questionOf,
  withStandIns,
  type CaseRow,
  type ViewCase,
} from '../views/case.ts';
import { PROJECT_ID, startBigQuery, type BigQueryEmulator } from './emulators.ts';

/** A case takes two seconds; an emulator that is still silent then has locked up. */
const ANSWER_MS = 15_000;
const ATTEMPTS = 2;

/** Views that are deployed on a BigQuery emulator of their own; roll-ups are tables, filled anew for each case. */
export class EmulatedViews {
  readonly #views: readonly View[];
  readonly #refusals = new Map<string, QueryError>();
  /** The tables that have rows of the case before. */
  readonly #written = new Set<TableName>();
  #emulator: BigQueryEmulator;
  #warehouse: Warehouse;

  private constructor(views: readonly View[], emulator: BigQueryEmulator) {
    this.#views = views;
    this.#emulator = emulator;
    this.#warehouse = createBigQueryWarehouse({ projectId: PROJECT_ID, ...emulator });
  }

  static async start(views: readonly View[]): Promise<EmulatedViews> {
    const started = new EmulatedViews(views, await startBigQuery());
    await started.#deploy();
    return started;
  }

  /** Why the emulator did not create a view; nothing when it did. */
  refusalOf(view: string): QueryError | undefined {
    return this.#refusals.get(view);
  }

  /**
   * The rows that a case's view gives for the case's rows. An emulator that has locked up is replaced.
   *
   * @throws QueryError when the emulator cannot run the view
   * @throws Error when a new emulator does not answer either
   */
  async answer(viewCase: ViewCase): Promise<readonly object[]> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const rows = await this.#answerInTime(viewCase);
      if (rows !== undefined) return rows;
      await this.#replace();
    }
    throw new Error(`no answer within ${ANSWER_MS / 1000} seconds, nor from a new emulator`);
  }

  async close(): Promise<void> {
    await this.#warehouse.close();
    await this.#emulator.close();
  }

  /** One after the other: a view that is refused must not keep the rest from being created. */
  async #deploy(): Promise<void> {
    await this.#warehouse.deploy([]);
    for (const view of this.#views) {
      try {
        await this.#warehouse.deploy([view]);
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
        this.#refusals.set(view.name, error);
      }
    }
  }

  async #answerInTime(viewCase: ViewCase): Promise<readonly object[] | undefined> {
    const answered = new AbortController();
    const late = sleep(ANSWER_MS, undefined, { signal: answered.signal });
    try {
      return await Promise.race([this.#answer(viewCase), late]);
    } finally {
      answered.abort();
    }
  }

  /** Everything one after the other: queried while rows are written, the emulator would lock up. */
  async #answer(viewCase: ViewCase): Promise<readonly object[]> {
    const replaced = this.#views.filter(({ name }) => viewCase.stand_ins?.[name] !== undefined);
    if (replaced.length === 0) return await this.#answerOf(viewCase);
    await this.#warehouse.deploy(withStandIns(replaced, viewCase));
    try {
      return await this.#answerOf(viewCase);
    } finally {
      await this.#warehouse.deploy(replaced);
    }
  }

  async #answerOf(viewCase: ViewCase): Promise<readonly object[]> {
    const { view, tables } = viewCase;
    await this.#truncate('ci_raw', this.#written);
    this.#written.clear();
    for (const table of TABLE_NAMES) {
      const rows = (tables[table] ?? []).map((row) => completeRow(table, row));
      if (rows.length > 0) await this.#append(table, rows);
    }
    await this.#fill(neededViews([view], this.#views).filter(isRollUp));
    return (await this.#warehouse.query(questionOf(viewCase, view))).rows;
  }

  async #append(table: TableName, rows: readonly CaseRow[]): Promise<void> {
    this.#written.add(table);
    await this.#warehouse.append(table, rows as unknown as TableRow<typeof table>[]);
  }

  /** All dates at once: to rebuild one after the other takes the emulator a second for each. */
  async #fill(rollUps: readonly View[]): Promise<void> {
    await this.#truncate(
      'ci',
      rollUps.map(({ name }) => name),
    );
    for (const { name, sql } of rollUps)
      await this.#warehouse.query(`INSERT INTO ci.${name}\n${sql}`);
  }

  async #truncate(dataset: string, tables: Iterable<string>): Promise<void> {
    for (const table of tables) await this.#warehouse.query(`TRUNCATE TABLE ${dataset}.${table}`);
  }

  async #replace(): Promise<void> {
    // The emulator first, for the warehouse waits for what it has under way.
    await this.#emulator.close();
    await this.#warehouse.close();
    this.#written.clear();
    this.#emulator = await startBigQuery();
    this.#warehouse = createBigQueryWarehouse({ projectId: PROJECT_ID, ...this.#emulator });
    await this.#deploy();
  }
}
