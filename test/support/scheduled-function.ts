import { z } from 'zod';
import { load } from '../../functions/load/handler.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { startFunction, type RunningFunction } from '../emulator/functions.ts';
import { FakeBigQuery } from './fake-bigquery.ts';
import { FakeGoogle } from './fake-google.ts';
import { MASK, QUIET } from './settings.ts';

const publishedSchema = z.object({
  body: z.object({
    messages: z.array(
      z.object({ data: z.string(), attributes: z.record(z.string(), z.string()).default({}) }),
    ),
  }),
});

/** A function that runs in a process of the Functions Framework, against a bucket, a topic and a warehouse of this process. */
export class ScheduledFunction {
  readonly google: FakeGoogle;
  readonly warehouse: DuckDbWarehouse;
  readonly #bigQuery: FakeBigQuery;
  readonly #running: RunningFunction;
  readonly #name: string;

  private constructor(
    name: string,
    services: Pick<ScheduledFunction, 'google' | 'warehouse'> & {
      readonly bigQuery: FakeBigQuery;
    },
    running: RunningFunction,
  ) {
    this.google = services.google;
    this.warehouse = services.warehouse;
    this.#bigQuery = services.bigQuery;
    this.#running = running;
    this.#name = name;
  }

  /** Starts a function that reads `logs/` of the bucket. */
  static async start(
    name: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<ScheduledFunction> {
    const google = await FakeGoogle.start();
    const warehouse = await DuckDbWarehouse.open(':memory:');
    await warehouse.deploy(readViews());
    const bigQuery = await FakeBigQuery.start(warehouse);
    const running = await startFunction(name, {
      GOOGLE_CLOUD_PROJECT: 'my-project',
      TOPIC: 'rows',
      BUCKETS: `${google.bucket}/logs/`,
      ANONYMOUS: 'true',
      STORAGE_ENDPOINT: `http://${google.address}`,
      PUBSUB_EMULATOR_HOST: google.address,
      WAREHOUSE: 'bigquery:my-project',
      BIGQUERY_ENDPOINT: bigQuery.endpoint,
      ...environment,
    });
    return new ScheduledFunction(name, { google, warehouse, bigQuery }, running);
  }

  /** Calls the function as Cloud Scheduler does, loads what it has published, and returns its answer. */
  async call(): Promise<unknown> {
    const response = await fetch(this.#running.endpointFor(this.#name), { method: 'POST' });
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    const answer: unknown = await response.json();
    const ports = { warehouse: this.warehouse, clock: systemClock, logger: QUIET, mask: MASK };
    for (const published of this.google.published.splice(0)) {
      for (const { data, attributes } of publishedSchema.parse(published).body.messages) {
        await load({ id: '1', data: Buffer.from(data, 'base64'), attributes }, ports);
      }
    }
    return answer;
  }

  /** Limits of the bytes billed of the queries of the function. */
  get limits(): readonly (string | undefined)[] {
    return [...this.#bigQuery.limits];
  }

  /** Returns the number of builds of which the warehouse has a row. */
  async builds(): Promise<number> {
    const { rows } = await this.warehouse.query('SELECT COUNT(*) AS builds FROM builds');
    return Number(rows[0]?.['builds']);
  }

  async close(): Promise<void> {
    await this.#running.close();
    await this.#bigQuery.close();
    await this.warehouse.close();
    await this.google.close();
  }
}
