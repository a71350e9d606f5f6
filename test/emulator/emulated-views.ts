import { setTimeout as sleep } from 'node:timers/promises';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { QueryError } from '../../shared/errors.ts';
import type { View, Warehouse } from '../../shared/ports/warehouse.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { isRollUp } from '../../shared/views/layers.ts';
import { CaseTables } from '../views/case-tables.ts';
import { questionOf, withStandIns, type ViewCase } from '../views/case.ts';
import { PROJECT_ID, startBigQuery, type BigQueryEmulator } from './emulators.ts';

/** An answer takes 2 seconds, on a busy machine up to 15. An emulator that does not answer in this time has locked up. */
const ANSWER_MS = 120_000;
const ATTEMPTS = 2;

/** Views deployed on a BigQuery emulator of their own. Roll-ups are tables, which are filled for each case. */
export class EmulatedViews {
  readonly #views: readonly View[];
  readonly #refusals = new Map<string, QueryError>();
  #emulator: BigQueryEmulator;
  #warehouse: Warehouse;
  #tables: CaseTables;

  private constructor(views: readonly View[], emulator: BigQueryEmulator) {
    this.#views = views;
    this.#emulator = emulator;
    this.#warehouse = createBigQueryWarehouse({ projectId: PROJECT_ID, ...emulator });
    this.#tables = new CaseTables(this.#warehouse);
  }

  static async start(views: readonly View[]): Promise<EmulatedViews> {
    const started = new EmulatedViews(views, await startBigQuery());
    await started.#deploy();
    return started;
  }

  /** Returns the error with which the emulator refused to create a view, or nothing when it created it. */
  refusalOf(view: string): QueryError | undefined {
    return this.#refusals.get(view);
  }

  /**
   * Returns the rows of the case's view. An emulator that has locked up is replaced by a new one.
   *
   * @throws QueryError if the emulator cannot run the view
   * @throws Error if a new emulator does not answer either
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

  /** Creates the views one by one, so that a view that is refused does not prevent the others. */
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

  /** Sends one statement at a time: the emulator locks up when it is queried while rows are written. */
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
    const needed = neededViews([view], withStandIns(this.#views, viewCase));
    const rollUps = needed.filter(isRollUp);
    await this.#tables.replaceRows(tables);
    this.#tables.noteRollUps(rollUps);
    // All dates at once: rebuilding them one by one takes the emulator a second for each date.
    for (const { name, sql } of rollUps) {
      await this.#warehouse.query(`INSERT INTO ci.${name}\n${sql}`);
    }
    return (await this.#warehouse.query(questionOf(viewCase, view))).rows;
  }

  async #replace(): Promise<void> {
    // The emulator first: closing the warehouse waits for its open requests.
    await this.#emulator.close();
    await this.#warehouse.close();
    this.#emulator = await startBigQuery();
    this.#warehouse = createBigQueryWarehouse({ projectId: PROJECT_ID, ...this.#emulator });
    this.#tables = new CaseTables(this.#warehouse);
    await this.#deploy();
  }
}
