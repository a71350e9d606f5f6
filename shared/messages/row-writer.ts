import type { EventBus } from '../ports/event-bus.ts';
import type { TableName, TableRow } from '../rows/tables.ts';
import { MESSAGE_VERSION } from './message.ts';

/** Characters of rows in one message. Pub/Sub takes 10 MB; small ones spread over more loaders, and fail smaller. */
const TARGET_LENGTH = 256 * 1024;

/** Writes rows of one table onto the bus, many to a message. */
export class RowWriter<T extends TableName, K extends keyof TableRow<T> = never> {
  readonly #bus: EventBus;
  readonly #table: T;
  readonly #head: string;
  #rows: string[] = [];
  #length = 0;
  #written = 0;

  /** @param common the columns that are the same in every row */
  constructor(bus: EventBus, table: T, common: Pick<TableRow<T>, K>) {
    this.#bus = bus;
    this.#table = table;
    this.#head = `{"version":${MESSAGE_VERSION},"table":"${table}","common":${JSON.stringify(common)},"rows":[`;
  }

  /** Rows written so far; also the ordinal of the next one. */
  get written(): number {
    return this.#written;
  }

  /** @throws BusUnavailableError when a message that is full cannot be published */
  async write(row: Omit<TableRow<T>, K>): Promise<void> {
    const json = JSON.stringify(row);
    this.#rows.push(json);
    this.#length += json.length;
    this.#written++;
    if (this.#length >= TARGET_LENGTH) await this.flush();
  }

  /** Publishes what is still there. */
  async flush(): Promise<void> {
    if (this.#rows.length === 0) return;
    const data = Buffer.from(`${this.#head}${this.#rows.join(',')}]}`);
    this.#rows = [];
    this.#length = 0;
    await this.#bus.publish(data, { table: this.#table, version: String(MESSAGE_VERSION) });
  }
}

/** Publishes a few whole rows. */
export async function publishRows<T extends TableName>(
  bus: EventBus,
  table: T,
  rows: readonly TableRow<T>[],
): Promise<void> {
  const writer = new RowWriter(bus, table, {});
  for (const row of rows) await writer.write(row);
  await writer.flush();
}
