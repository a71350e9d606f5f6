import type { TableName, TableRow } from '../schema/tables.ts';
import { MESSAGE_VERSION } from './message.ts';

/** Characters of rows in one message. Pub/Sub takes 10 MB; small ones spread over more loaders, and fail smaller. */
const TARGET_LENGTH = 256 * 1024;

/** Gathers rows of one table into messages; columns with the same value in all of them are written once. */
export class MessageBuilder<T extends TableName, K extends keyof TableRow<T> = never> {
  readonly #head: string;
  #rows: string[] = [];
  #length = 0;

  /** @param common the columns that are the same in every row */
  constructor(table: T, common: Pick<TableRow<T>, K>) {
    this.#head = `{"version":${MESSAGE_VERSION},"table":"${table}","common":${JSON.stringify(common)},"rows":[`;
  }

  add(row: Omit<TableRow<T>, K>): void {
    const json = JSON.stringify(row);
    this.#rows.push(json);
    this.#length += json.length;
  }

  /** Whether there is enough for a message. */
  get isFull(): boolean {
    return this.#length >= TARGET_LENGTH;
  }

  /** A message of the rows gathered so far, which are then forgotten; `undefined` if there are none. */
  take(): Uint8Array | undefined {
    if (this.#rows.length === 0) return undefined;
    const data = Buffer.from(`${this.#head}${this.#rows.join(',')}]}`);
    this.#rows = [];
    this.#length = 0;
    return data;
  }
}
