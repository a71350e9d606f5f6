import type { LiteralSearch } from '../../domain/symptoms/literal-search.ts';
import type { SecretMask } from '../../domain/secrets/secret-mask.ts';
import { LongLine, MAX_LINE } from './long-line.ts';

const LINE_FEED = 0x0a;
const ESCAPE = 0x1b;
const BEYOND_ASCII = 0x80;
const BYTE_ORDER_MARK = '\ufeff';

/** A line of a log, or a piece of a very long line. */
export interface Line {
  readonly text: string;
  /** Starts at 1. */
  readonly number: number;
}

/**
 * Splits a log into its lines, and returns those that may contain one of the literals that are searched for, in constant
 * memory regardless of their length. A line that contains none is not decoded. Bytes that are not UTF-8 become U+FFFD.
 */
export class LogLines {
  readonly #search: LiteralSearch | undefined;
  readonly #secrets: SecretMask;
  /** Bytes of the current line from earlier pieces. */
  #rest: Buffer = Buffer.alloc(0);
  #long: LongLine | undefined;
  #state: number;
  #mayTell = false;
  #number = 1;
  #isEmpty = true;

  /**
   * @param search without it, all lines are returned
   * @param secrets hides the secrets of very long lines, before these are split
   */
  constructor(search: LiteralSearch | undefined, secrets: SecretMask) {
    this.#search = search;
    this.#secrets = secrets;
    this.#state = search?.start ?? 0;
    this.#beginLine();
  }

  /** Number of lines so far. A line feed at the end of the log does not begin another line. */
  get count(): number {
    return this.#isEmpty ? this.#number - 1 : this.#number;
  }

  /** Returns the lines that end in the next piece of the log. */
  push(piece: Uint8Array): readonly Line[] {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const lines: Line[] = [];
    let start = 0;
    while (start < bytes.length) {
      const found = bytes.indexOf(LINE_FEED, start);
      const end = found < 0 ? bytes.length : found;
      this.#scan(bytes, start, end);
      if (found < 0) this.#keep(bytes.subarray(start), lines);
      else this.#endLine(bytes.subarray(start, end), lines);
      start = end + 1;
    }
    return lines;
  }

  /** Returns the last line if no line feed ended it. */
  end(): readonly Line[] {
    const lines: Line[] = [];
    if (this.#isEmpty) return lines;
    this.#endLine(Buffer.alloc(0), lines);
    return lines;
  }

  /** Follows the bytes of the current line, until it is known that the line may tell something. */
  #scan(bytes: Uint8Array, start: number, end: number): void {
    if (end > start) this.#isEmpty = false;
    if (this.#mayTell || this.#search === undefined) return;
    const { transitions, isFound } = this.#search;
    let state = this.#state;
    for (let index = start; index < end; index++) {
      const byte = bytes[index] ?? 0;
      // Escape sequences may stand inside of a literal, and letters beyond ASCII may equal one of ASCII.
      if (byte >= BEYOND_ASCII || byte === ESCAPE) {
        this.#mayTell = true;
        return;
      }
      state = transitions[state * BEYOND_ASCII + byte] ?? 0;
      if (isFound[state] === 1) {
        this.#mayTell = true;
        return;
      }
    }
    this.#state = state;
  }

  #keep(bytes: Buffer, lines: Line[]): void {
    if (this.#long === undefined && this.#rest.length + bytes.length > MAX_LINE) {
      this.#long = new LongLine(this.#number, this.#rest, this.#secrets);
      this.#rest = Buffer.alloc(0);
    }
    if (this.#long === undefined) this.#rest = Buffer.concat([this.#rest, bytes]);
    else lines.push(...this.#long.push(bytes));
  }

  #endLine(bytes: Buffer, lines: Line[]): void {
    if (this.#long !== undefined || this.#rest.length + bytes.length > MAX_LINE) {
      const long = this.#long ?? new LongLine(this.#number, this.#rest, this.#secrets);
      lines.push(...long.push(bytes), ...long.end());
    } else if (this.#mayTell) {
      const whole = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
      lines.push({ text: this.#decode(whole), number: this.#number });
    }
    this.#number++;
    this.#isEmpty = true;
    this.#long = undefined;
    this.#rest = Buffer.alloc(0);
    this.#beginLine();
  }

  #beginLine(): void {
    this.#state = this.#search?.start ?? 0;
    this.#mayTell = this.#search === undefined || this.#search.isFound[this.#state] === 1;
  }

  /** Decodes a line; the byte order mark at the beginning of the log does not belong to it. */
  #decode(bytes: Buffer): string {
    const text = bytes.toString('utf8');
    return this.#number === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  }
}
