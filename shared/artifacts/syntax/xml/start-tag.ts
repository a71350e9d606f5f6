import { BoundedText, type TextLimit } from '../text/bounded-text.ts';
import type { Warnings } from '../warnings.ts';
import type { Cursor } from './cursor.ts';
import { resolveReferences } from './references.ts';

/** Result of a step: more text is needed, a part was read, or the tag ended (`empty`: with `/>`). */
export type StartTagStep = 'more' | 'read' | 'end' | 'empty';

const VALUE_LIMIT: TextLimit = { head: 12 * 1024, tail: 4 * 1024 };

const NAME = /[^\s/>="'<&]+/y;
const ATTRIBUTE = /([^\s/>="'<]+)\s*=\s*(["'])/y;
const ATTRIBUTE_CUT_OFF = /[^\s/>="'<]+\s*(?:=\s*)?$/y;
const NOT_SPACE = /\S/g;
const MAY_FOLLOW_VALUE = /[\s/>]/;

/** Reads a start tag in pieces. Values may have any length; those that the handler does not need are not kept. */
export class StartTag {
  name = '';
  attributes = new Map<string, string>();
  readonly #cursor: Cursor;
  readonly #wanted: ReadonlySet<string>;
  readonly #warnings: Warnings;
  #attribute = '';
  /** Quote that ends the current value; `undefined` between attributes. */
  #quote: string | undefined;
  #value: BoundedText | undefined;
  #isAfterValue = false;

  constructor(cursor: Cursor, wanted: ReadonlySet<string>, warnings: Warnings) {
    this.#cursor = cursor;
    this.#wanted = wanted;
    this.#warnings = warnings;
  }

  /**
   * Reads `<` and the name of the element; returns false if more text is needed.
   *
   * @throws XmlDamage if no name follows
   */
  begin(): boolean {
    const cursor = this.#cursor;
    NAME.lastIndex = cursor.position + 1;
    const name = NAME.exec(cursor.text)?.[0];
    if (name === undefined) throw cursor.damage('a < that does not begin a tag');
    const end = cursor.position + 1 + name.length;
    if (end === cursor.text.length) return false;
    this.name = name;
    this.attributes = new Map();
    cursor.position = end;
    return true;
  }

  /**
   * Reads the next part of the tag.
   *
   * @throws XmlDamage if the text is not allowed in a tag
   */
  step(): StartTagStep {
    if (this.#quote !== undefined) return this.#attributeValue(this.#quote);
    const cursor = this.#cursor;
    if (this.#isAfterValue) this.#checkSeparation();
    NOT_SPACE.lastIndex = cursor.position;
    const next = NOT_SPACE.exec(cursor.text);
    cursor.position = next?.index ?? cursor.text.length;
    switch (next?.[0]) {
      case undefined:
        return 'more';
      case '>':
        cursor.position++;
        return 'end';
      case '/':
        return this.#slash();
      default:
        return this.#attributeName();
    }
  }

  /** Adds a warning if a value is not followed by a blank or the end of the tag. */
  #checkSeparation(): void {
    const next = this.#cursor.text[this.#cursor.position];
    if (next === undefined) return;
    this.#isAfterValue = false;
    if (!MAY_FOLLOW_VALUE.test(next)) {
      this.#warnings.add('attributes without a blank between them');
    }
  }

  #slash(): StartTagStep {
    const cursor = this.#cursor;
    const next = cursor.text[cursor.position + 1];
    if (next === undefined) return 'more';
    if (next !== '>') throw cursor.damage(`a / inside <${this.name}>`);
    cursor.position += 2;
    return 'empty';
  }

  #attributeName(): StartTagStep {
    const cursor = this.#cursor;
    ATTRIBUTE.lastIndex = cursor.position;
    const match = ATTRIBUTE.exec(cursor.text);
    if (match === null) {
      ATTRIBUTE_CUT_OFF.lastIndex = cursor.position;
      if (ATTRIBUTE_CUT_OFF.test(cursor.text)) return 'more';
      throw cursor.damage(`an attribute of <${this.name}> that has no value`);
    }
    this.#attribute = match[1] ?? '';
    this.#quote = match[2];
    this.#value = undefined;
    cursor.position += match[0].length;
    return 'read';
  }

  #attributeValue(quote: string): StartTagStep {
    const cursor = this.#cursor;
    const { text, position } = cursor;
    const found = text.indexOf(quote, position);
    const end = found >= 0 ? found : cursor.endOfWholeText();
    const isWanted = this.#wanted.has(this.#attribute);
    const piece = isWanted || cursor.has('&', end) ? this.#resolved(end) : '';
    if (cursor.has('<', end)) this.#warnings.add('a < inside the value of an attribute');
    cursor.position = end;
    if (found < 0) {
      if (isWanted) this.#collect(piece);
      return 'more';
    }
    if (isWanted) this.#set(piece);
    this.#quote = undefined;
    cursor.position = found + 1;
    this.#isAfterValue = true;
    return 'read';
  }

  #resolved(end: number): string {
    const raw = this.#cursor.text.slice(this.#cursor.position, end);
    return this.#cursor.has('&', end) ? resolveReferences(raw, this.#warnings) : raw;
  }

  #collect(piece: string): void {
    this.#value ??= new BoundedText(VALUE_LIMIT);
    this.#value.append(piece);
  }

  #set(lastPiece: string): void {
    if (this.attributes.has(this.#attribute)) {
      this.#warnings.add('an attribute that is given twice: the first one counts');
      return;
    }
    if (this.#value !== undefined || lastPiece.length > VALUE_LIMIT.head) this.#collect(lastPiece);
    this.attributes.set(this.#attribute, this.#value?.toString() ?? lastPiece);
  }
}
