import { BoundedText, type TextLimit } from '../text/bounded-text.ts';
import type { Warnings } from '../warnings.ts';
import { controls, repeated, TOP_BITS, zeros } from '../bytes/words.ts';
import { ASCII } from './ascii.ts';
import type { Cursor } from './cursor.ts';
import type { XmlName } from './name-table.ts';
import { RepeatedText } from './repeated-text.ts';
import { References } from './references.ts';
import { MAX_SHORT, ShortTexts } from './short-texts.ts';
import { TextWriter } from './text-writer.ts';

/** Bytes of a value that need attention, as flags. */
const FLAGS = { reference: 1, less: 2, blank: 4, quote: 8 } as const;

const FLAG_OF = new Uint8Array(256);
FLAG_OF[ASCII.ampersand] = FLAGS.reference;
FLAG_OF[ASCII.less] = FLAGS.less;
for (const byte of [ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn]) FLAG_OF[byte] = FLAGS.blank;
for (const byte of [ASCII.doubleQuote, ASCII.apostrophe]) FLAG_OF[byte] = FLAGS.quote;

const AMPERSANDS = repeated(ASCII.ampersand);
const LESS = repeated(ASCII.less);

/** Length up to which a value is looked through here, which takes less time than a few searches. */
const NEAR = 192;

/** Reads the value of an attribute, in pieces if it is long. */
export class AttributeValue {
  /** The value that was read last; `undefined` if it is not needed. */
  text: string | undefined;
  readonly #cursor: Cursor;
  readonly #warnings: Warnings;
  readonly #references: References;
  readonly #writer: TextWriter;
  #limit: TextLimit | undefined;
  readonly #short = new ShortTexts();
  #lastValue = new RepeatedText();
  #quote = 0;
  #collected: BoundedText | undefined;
  /** End of the current part of the value, and the flags of its bytes. */
  #end = 0;
  #flags = 0;
  /** Whether the part is known to be ASCII, which the bytes around it need not be. */
  #isAscii = false;

  constructor(cursor: Cursor, warnings: Warnings) {
    this.#cursor = cursor;
    this.#warnings = warnings;
    this.#references = new References(cursor, warnings);
    this.#writer = new TextWriter(cursor, this.#references);
  }

  /**
   * Begins a value.
   *
   * @param name name of the attribute
   * @param limit what is kept of it; `undefined` if it is not needed
   * @param quote byte that ends it
   */
  begin(name: XmlName, limit: TextLimit | undefined, quote: number): void {
    this.#lastValue = name.lastValue;
    this.#limit = limit;
    this.#quote = quote;
    this.#collected = undefined;
    this.text = undefined;
  }

  /** Reads the value as far as the bytes go; returns whether it has ended. */
  read(): boolean {
    if (this.#limit !== undefined && this.#isRepeated()) return true;
    const cursor = this.#cursor;
    const isWhole = this.#findEnd();
    const [end, flags] = [this.#end, this.#flags];
    if (this.#limit !== undefined) this.#keep(this.#limit, isWhole);
    else if ((flags & FLAGS.reference) !== 0) this.#references.check(cursor.position, end);
    if ((flags & FLAGS.less) !== 0) this.#warnings.add('a < inside the value of an attribute');
    cursor.position = isWhole ? end + 1 : end;
    return isWhole;
  }

  /** Reads a value that is the same as the last one of the attribute; returns false if it is another one. */
  #isRepeated(): boolean {
    if (this.#collected !== undefined) return false;
    const length = this.#lastValue.lengthAt(this.#cursor, this.#quote);
    if (length < 0) return false;
    this.text = this.#lastValue.text;
    this.#cursor.position += length + 1;
    return true;
  }

  /** Finds the end of the part of the value that is there, and what is in it; returns whether the value ends there. */
  #findEnd(): boolean {
    const { bytes, view, position } = this.#cursor;
    const last = Math.min(bytes.length, position + NEAR);
    const quote = this.#quote;
    const quotes = repeated(quote);
    let flags = 0;
    let all = 0;
    for (let at = position; at < last;) {
      if (at + 4 <= last) {
        const word = view.getInt32(at, true);
        const found =
          zeros(word ^ quotes) | zeros(word ^ AMPERSANDS) | zeros(word ^ LESS) | controls(word);
        if ((found & TOP_BITS) === 0) {
          all |= word;
          at += 4;
          continue;
        }
      }
      const byte = bytes[at] ?? 0;
      if (byte === quote) {
        this.#end = at;
        this.#flags = flags;
        this.#isAscii = (all & TOP_BITS) === 0;
        return true;
      }
      flags |= FLAG_OF[byte] ?? 0;
      all |= byte;
      at++;
    }
    return this.#findFarEnd(last);
  }

  #findFarEnd(start: number): boolean {
    const cursor = this.#cursor;
    const { bytes, position, ampersand, less } = cursor;
    const found = bytes.indexOf(this.#quote, start);
    const end = found >= 0 ? found : cursor.endOfWholeText();
    this.#end = end;
    this.#isAscii = cursor.isAscii;
    this.#flags =
      FLAGS.blank |
      (ampersand.next(bytes, position) < end ? FLAGS.reference : 0) |
      (less.next(bytes, position) < end ? FLAGS.less : 0);
    return found >= 0;
  }

  #keep(limit: TextLimit, isWhole: boolean): void {
    const cursor = this.#cursor;
    const { position } = cursor;
    const isPlain = (this.#flags & (FLAGS.reference | FLAGS.blank)) === 0;
    const part = isPlain ? this.#slice(position) : this.#writer.attributeValue(position, this.#end);
    if (isWhole && this.#collected === undefined && part.length <= limit.head) {
      this.text = part;
      if (isPlain && (this.#flags & FLAGS.less) === 0) {
        this.#lastValue.remember(cursor, this.#end, part);
      }
      return;
    }
    this.#collected ??= new BoundedText(limit);
    this.#collected.append(part);
    if (isWhole) this.text = this.#collected.toString();
  }

  /** Returns the current part of the value. */
  #slice(start: number): string {
    const cursor = this.#cursor;
    const end = this.#end;
    if (!this.#isAscii || !cursor.isClean) return cursor.slice(start, end);
    return end - start <= MAX_SHORT
      ? this.#short.slice(cursor, start, end)
      : cursor.bytes.toString('latin1', start, end);
  }
}
