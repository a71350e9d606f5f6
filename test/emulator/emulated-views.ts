import { setTimeout as sleep } from 'node:timers/promises';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { QueryError } from '../../shared/errors.ts';
import type { View, Warehouse } from '../../shared/ports/warehouse.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { isStored } from '../../shared/views/layers.ts';
import { createStoredStatement, createViewStatement } from '../../shared/views/statements.ts';
import { CaseTables } from '../views/case-tables.ts';
import { questionOf, withStandIns, type ViewCase } from '../views/case.ts';
import { PROJECT_ID, startBigQuery, type BigQueryEmulator } from './emulators.ts';

/** An answer takes 2 seconds, on a busy machine up to 15. An emulator that does not answer in this time has locked up. */
const ANSWER_MS = 120_000;
const ATTEMPTS = 2;

/** Views deployed on a BigQuery emulator of their own. Roll-ups and snapshots are tables, which are filled for each case. */
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

  /** Creates the views that the emulator accepts, and for each roll-up and snapshot a view of its query, from which cases fill it. */
  async #deploy(): Promise<void> {
    await this.#warehouse.deploy([]);
    for (const view of this.#views) {
      try {
        await this.#create(view);
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
        this.#refusals.set(view.name, error);
      }
    }
  }

  async #create(view: View): Promise<void> {
    if (!isStored(view)) {
      await this.#createView(view);
      return;
    }
    const ofQuery: View = { name: queryOf(view.name), sql: view.sql, layer: 'intermediate' };
    await this.#createView(ofQuery);
    await this.#warehouse.query(
      createStoredStatement({ ...view, sql: `SELECT * FROM ci.${ofQuery.name}` }),
    );
  }

  async #createView(view: View): Promise<void> {
    await this.#warehouse.query(createViewStatement(view));
    await forgetQuery(this.#emulator, view.name);
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
    const isReplaced = (view: View): boolean =>
      viewCase.stand_ins?.[view.name] !== undefined && !isStored(view);
    const replaced = this.#views.filter(isReplaced);
    await this.#createViews(withStandIns(this.#views, viewCase).filter(isReplaced));
    try {
      return await this.#answerOf(viewCase);
    } finally {
      await this.#createViews(replaced);
    }
  }

  async #createViews(views: readonly View[]): Promise<void> {
    for (const view of views) await this.#createView(view);
  }

  async #answerOf(viewCase: ViewCase): Promise<readonly object[]> {
    const { view, tables, stand_ins = {} } = viewCase;
    const needed = neededViews([view], withStandIns(this.#views, viewCase));
    const stored = needed.filter(isStored);
    await this.#tables.replaceRows(tables);
    this.#tables.noteStored(stored);
    // All dates at once: rebuilding them one by one takes the emulator a second for each date. From a view, because the
    // emulator translates every statement again.
    for (const { name } of stored) {
      const rows = stand_ins[name] ?? `SELECT * FROM ci.${queryOf(name)}`;
      await this.#warehouse.query(`INSERT INTO ci.${name}\n${rows}`);
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

/** Returns the name of the view that has the query of a roll-up or snapshot. */
function queryOf(stored: string): string {
  return `${stored}_query`;
}

/**
 * Removes the query of a view from the emulator's catalog. It would put the text of the query into each statement that reads the
 * view, and translate all of it again; without the text, the view is read as the database has it.
 */
async function forgetQuery({ apiEndpoint }: BigQueryEmulator, view: string): Promise<void> {
  const url = `${apiEndpoint}/bigquery/v2/projects/${PROJECT_ID}/datasets/ci/tables/${view}`;
  const response = await fetch(url, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'VIEW', view: { query: '' } }),
  });
  if (!response.ok)
    throw new Error(`the emulator answers ${response.status} to a change of ${view}`);
}
