import { BoundedText, type TextLimit } from '../text/bounded-text.ts';
import type { Warnings } from '../warnings.ts';
import type { Cursor } from './cursor.ts';
import { isXmlName } from './names.ts';
import { checkReferences, resolveReferences } from './references.ts';
import { normalizeAttributeValue, NOT_WHITE_SPACE } from './white-space.ts';

/** Result of a step: more text is needed, a part was read, or the tag ended (`empty`: with `/>`). */
export type StartTagStep = 'more' | 'read' | 'end' | 'empty';

const NAME = /[^ \t\r\n/>="'<&]+/y;
const ATTRIBUTE = /([^ \t\r\n/>="'<]+)[ \t\r\n]*=[ \t\r\n]*(["'])/y;
const ATTRIBUTE_CUT_OFF = /[^ \t\r\n/>="'<]+[ \t\r\n]*(?:=[ \t\r\n]*)?$/y;
const MAY_FOLLOW_VALUE = /[ \t\r\n/>]/;

/** Attributes that are kept, with the limits of their values. */
export type WantedAttributes = ReadonlyMap<string, TextLimit>;

/** Reads a start tag in pieces. Values may have any length; those that the handler does not need are not kept. */
export class StartTag {
  name = '';
  attributes = new Map<string, string>();
  readonly #cursor: Cursor;
  readonly #wanted: WantedAttributes;
  readonly #warnings: Warnings;
  /** Names of all attributes of the tag, including those that are not kept. */
  readonly #names: string[] = [];
  #attribute = '';
  /** Limit of the current value; `undefined` for a value that is not kept. */
  #limit: TextLimit | undefined;
  /** Quote that ends the current value; `undefined` between attributes. */
  #quote: string | undefined;
  #value: BoundedText | undefined;
  #isAfterValue = false;

  constructor(cursor: Cursor, wanted: WantedAttributes, warnings: Warnings) {
    this.#cursor = cursor;
    this.#wanted = wanted;
    this.#warnings = warnings;
  }

  /**
   * Reads `<` and the name of the element; returns false if more text is needed.
   *
   * @throws XmlDamage if no valid name follows
   */
  begin(): boolean {
    const cursor = this.#cursor;
    NAME.lastIndex = cursor.position + 1;
    const name = NAME.exec(cursor.text)?.[0];
    if (name === undefined) throw cursor.damage('a < that does not begin a tag');
    const end = cursor.position + 1 + name.length;
    if (end === cursor.text.length) return false;
    if (!isXmlName(name))
      throw cursor.damage(`an element name that XML does not allow: ${excerpt(name)}`);
    this.name = name;
    this.#names.length = 0;
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
    NOT_WHITE_SPACE.lastIndex = cursor.position;
    const next = NOT_WHITE_SPACE.exec(cursor.text);
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
    const name = match[1] ?? '';
    if (!isXmlName(name)) {
      throw cursor.damage(`an attribute name that XML does not allow: ${excerpt(name)}`);
    }
    this.#openValue(name, match[2]);
    cursor.position += match[0].length;
    return 'read';
  }

  #openValue(name: string, quote: string | undefined): void {
    const isRepeated = this.#names.includes(name);
    if (isRepeated) this.#warnings.add('an attribute that is given twice: the first one counts');
    else this.#names.push(name);
    this.#attribute = name;
    this.#quote = quote;
    this.#value = undefined;
    this.#limit = isRepeated ? undefined : this.#wanted.get(name);
  }

  #attributeValue(quote: string): StartTagStep {
    const cursor = this.#cursor;
    const { text, position } = cursor;
    const found = text.indexOf(quote, position);
    const end = found >= 0 ? found : cursor.endOfWholeText();
    const limit = this.#limit;
    const piece = limit === undefined ? '' : this.#resolved(end);
    if (limit === undefined && cursor.has('&', end)) {
      checkReferences(text.slice(position, end), this.#warnings);
    }
    if (cursor.has('<', end)) this.#warnings.add('a < inside the value of an attribute');
    cursor.position = end;
    if (found < 0) {
      if (limit !== undefined) this.#collect(piece, limit);
      return 'more';
    }
    if (limit !== undefined) this.#set(piece, limit);
    this.#quote = undefined;
    cursor.position = found + 1;
    this.#isAfterValue = true;
    return 'read';
  }

  #resolved(end: number): string {
    const cursor = this.#cursor;
    const raw = cursor.text.slice(cursor.position, end);
    const hasBlanks = cursor.has('\n', end) || cursor.has('\t', end) || cursor.has('\r', end);
    const normalized = hasBlanks ? normalizeAttributeValue(raw) : raw;
    return cursor.has('&', end) ? resolveReferences(normalized, this.#warnings) : normalized;
  }

  #collect(piece: string, limit: TextLimit): void {
    this.#value ??= new BoundedText(limit);
    this.#value.append(piece);
  }

  #set(lastPiece: string, limit: TextLimit): void {
    if (this.#value !== undefined || lastPiece.length > limit.head) this.#collect(lastPiece, limit);
    this.attributes.set(this.#attribute, this.#value?.toString() ?? lastPiece);
  }
}

/** Returns the beginning of a name, for messages. */
function excerpt(name: string): string {
  return name.slice(0, 80);
}
