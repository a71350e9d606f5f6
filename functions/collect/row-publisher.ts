import type { RowSink } from '../../shared/artifacts/row-sink.ts';
import { MESSAGE_VERSION } from '../../shared/messages/message.ts';
import { MessageBuilder } from '../../shared/messages/message-builder.ts';
import type { MessageOrder, Publisher } from '../../shared/ports/event-bus.ts';
import type { TableName, TableRow } from '../../shared/schema/tables.ts';

/** Publishes rows of one table on the bus, many to a message. */
export class RowPublisher<
  T extends TableName,
  K extends keyof TableRow<T> = never,
> implements RowSink<T, K> {
  readonly #bus: Publisher;
  readonly #table: T;
  readonly #builder: MessageBuilder<T, K>;
  #written = 0;

  /** @param common the columns that are the same in every row */
  constructor(bus: Publisher, table: T, common: Pick<TableRow<T>, K>) {
    this.#bus = bus;
    this.#table = table;
    this.#builder = new MessageBuilder<T, K>(table, common);
  }

  get written(): number {
    return this.#written;
  }

  /**
   * Adds a row to the current message, and publishes the message if it is full.
   *
   * @returns `undefined` if the message is not full
   * @throws BusUnavailableError if the message cannot be published
   */
  write(row: Omit<TableRow<T>, K>): Promise<void> | undefined {
    this.#builder.add(row);
    this.#written++;
    return this.#builder.isFull ? this.flush() : undefined;
  }

  /** Publishes the rows that have not been published yet. */
  async flush(): Promise<void> {
    const data = this.#builder.take();
    if (data === undefined) return;
    await this.#bus.publish(data, { table: this.#table, version: String(MESSAGE_VERSION) });
  }
}

/** Publishes a few complete rows of one table. */
export async function publishRows<T extends TableName>(
  bus: Publisher,
  table: T,
  rows: readonly TableRow<T>[],
): Promise<void> {
  const publisher = new RowPublisher(bus, table, {});
  for (const row of rows) await publisher.write(row);
  await publisher.flush();
}

/** Returns a publisher whose messages belong to one reading of an object or a build. */
export function inOrder(bus: Publisher, order: MessageOrder): Publisher {
  return { publish: (data, attributes) => bus.publish(data, attributes, order) };
}
