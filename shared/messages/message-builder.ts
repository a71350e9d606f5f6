import type { TableName, TableRow } from '../schema/tables.ts';
import { MESSAGE_VERSION } from './message.ts';

/**
 * Characters of rows after which a message is full. It is far below the 10 MB of Pub/Sub: small messages are spread over
 * more instances of `load`, and less is repeated when one fails.
 */
const TARGET_LENGTH = 256 * 1024;

/** Gathers rows of one table into messages and writes the columns that all rows have in common once per message. */
export class MessageBuilder<T extends TableName, K extends keyof TableRow<T> = never> {
  readonly #head: string;
  #rows: string[] = [];
  #length = 0;

  /** @param common the columns that have the same value in every row */
  constructor(table: T, common: Pick<TableRow<T>, K>) {
    this.#head = `{"version":${MESSAGE_VERSION},"table":"${table}","common":${JSON.stringify(common)},"rows":[`;
  }

  add(row: Omit<TableRow<T>, K>): void {
    const json = JSON.stringify(row);
    this.#rows.push(json);
    this.#length += json.length;
  }

  /** Whether enough rows for a message have been added. */
  get isFull(): boolean {
    return this.#length >= TARGET_LENGTH;
  }

  /** Returns a message of the rows added since the last call, or `undefined` if there are none. */
  take(): Uint8Array | undefined {
    if (this.#rows.length === 0) return undefined;
    const data = Buffer.from(`${this.#head}${this.#rows.join(',')}]}`);
    this.#rows = [];
    this.#length = 0;
    return data;
  }
}
