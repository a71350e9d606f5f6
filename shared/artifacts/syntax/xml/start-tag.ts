import { UnreadableArtifactError } from '../../../errors.ts';
import type { Warnings } from '../warnings.ts';
import { ASCII, bytesExcept, bytesOf } from './ascii.ts';
import { AttributeValue } from './attribute-value.ts';
import { CurrentAttributes } from './attributes.ts';
import type { Cursor } from './cursor.ts';
import type { NameTable, XmlName } from './name-table.ts';
import { endOfWhiteSpace } from './white-space.ts';
import { beginningOf } from '../../../domain/shortened.ts';

/** Result of reading: more bytes are needed, or the tag ended (`empty`: with `/>`). */
export type StartTagEnd = 'more' | 'end' | 'empty';

/** Maximum number of attributes of an element, since each is compared with those before it. */
const MAX_ATTRIBUTES = 1000;

/** Number of attributes of an element that are expected in the order of the last time. */
const MAX_EXPECTED = 32;

const IN_ELEMENT_NAME = bytesExcept(' \t\r\n/>="\'<&');
const IN_ATTRIBUTE_NAME = bytesExcept(' \t\r\n/>="\'<');
const MAY_FOLLOW_VALUE = bytesOf(' \t\r\n/>');

/** Reads a start tag in pieces. Values may have any length; those that the handler does not need are not kept. */
export class StartTag {
  readonly attributes = new CurrentAttributes();
  name: XmlName;
  readonly #cursor: Cursor;
  readonly #names: NameTable;
  readonly #warnings: Warnings;
  readonly #value: AttributeValue;
  /** Names of all attributes of the tag, including those that are not kept. */
  readonly #given: XmlName[] = [];
  #givenCount = 0;
  /** Number of attributes so far, repeated ones included. */
  #index = 0;
  /** The current attribute; the name of the element before the first one. */
  #attribute: XmlName;
  #isInValue = false;
  #isAfterValue = false;

  constructor(cursor: Cursor, names: NameTable, warnings: Warnings) {
    this.#cursor = cursor;
    this.#names = names;
    this.name = names.none;
    this.#attribute = names.none;
    this.#warnings = warnings;
    this.#value = new AttributeValue(cursor, warnings);
  }

  /**
   * Reads `<` and the name of the element; returns false if more bytes are needed.
   *
   * @throws XmlDamage if no valid name follows
   */
  begin(): boolean {
    const cursor = this.#cursor;
    const { bytes } = cursor;
    const start = cursor.position + 1;
    const expected = this.#names.at(this.name.nextElement);
    const expectedEnd = expected?.endAt(cursor, start, IN_ELEMENT_NAME) ?? -1;
    const end = expectedEnd >= 0 ? expectedEnd : endOfName(bytes, start, IN_ELEMENT_NAME);
    if (end === start) throw cursor.damage('a < that does not begin a tag');
    if (end === bytes.length) return false;
    const name = expectedEnd >= 0 ? expected : this.#names.find(start, end);
    if (name === undefined) {
      throw cursor.damage(
        `an element name that XML does not allow: ${excerpt(cursor.slice(start, end))}`,
      );
    }
    this.name.nextElement = name.slot;
    this.name = name;
    this.#attribute = name;
    this.#givenCount = 0;
    this.#index = 0;
    this.attributes.clear();
    cursor.position = end;
    return true;
  }

  /**
   * Reads the tag as far as the bytes go.
   *
   * @throws XmlDamage if they are not allowed in a tag
   */
  read(): StartTagEnd {
    const cursor = this.#cursor;
    const { bytes } = cursor;
    for (;;) {
      if (this.#isInValue && !this.#endValue()) return 'more';
      if (this.#beginExpectedValue()) continue;
      if (this.#isAfterValue) this.#checkSeparation();
      const next = endOfWhiteSpace(bytes, cursor.position);
      cursor.position = next;
      switch (bytes[next]) {
        case undefined:
          return 'more';
        case ASCII.greater:
          cursor.position++;
          return 'end';
        case ASCII.slash:
          return this.#slash();
        default:
          if (!this.#attributeName()) return 'more';
      }
    }
  }

  /** Returns the attribute that the element had at this place the last time. */
  #expected(): XmlName | undefined {
    const { attributes } = this.name;
    if (this.#index >= attributes.length) return undefined;
    return this.#names.at(attributes[this.#index] ?? -1);
  }

  /** Reads a blank and the attribute that followed the last one before, up to its value, if they are there. */
  #beginExpectedValue(): boolean {
    const cursor = this.#cursor;
    const { position } = cursor;
    const expected = this.#expected();
    if (expected === undefined || cursor.bytes[position] !== ASCII.blank) return false;
    if (!expected.opening.isAt(cursor, position + 1)) return false;
    cursor.position = position + 1 + expected.opening.length;
    this.#isAfterValue = false;
    this.#beginValue(expected, ASCII.doubleQuote);
    return true;
  }

  /** Adds a warning if a value is not followed by a blank or the end of the tag. */
  #checkSeparation(): void {
    const next = this.#cursor.bytes[this.#cursor.position];
    if (next === undefined) return;
    this.#isAfterValue = false;
    if (MAY_FOLLOW_VALUE[next] === 0) this.#warnings.add('attributes without a blank between them');
  }

  #slash(): StartTagEnd {
    const cursor = this.#cursor;
    const next = cursor.bytes[cursor.position + 1];
    if (next === undefined) return 'more';
    if (next !== ASCII.greater) throw cursor.damage(`a / inside <${this.name.text}>`);
    cursor.position += 2;
    return 'empty';
  }

  /** Reads the name of an attribute, the equals sign and the quote; returns false if more bytes are needed. */
  #attributeName(): boolean {
    const cursor = this.#cursor;
    const { bytes, position } = cursor;
    const expected = this.#expected();
    const expectedEnd = expected?.endAt(cursor, position, IN_ATTRIBUTE_NAME) ?? -1;
    const end = expectedEnd >= 0 ? expectedEnd : endOfName(bytes, position, IN_ATTRIBUTE_NAME);
    const equals = endOfWhiteSpace(bytes, end);
    if (end > position && equals === bytes.length) return false;
    const quote = endOfWhiteSpace(bytes, equals + 1);
    const isPossible = end > position && bytes[equals] === ASCII.equals;
    if (isPossible && quote === bytes.length) return false;
    const mark = bytes[quote];
    if (!isPossible || (mark !== ASCII.doubleQuote && mark !== ASCII.apostrophe)) {
      throw cursor.damage(`an attribute of <${this.name.text}> that has no value`);
    }
    const name = expectedEnd >= 0 ? expected : this.#names.find(position, end);
    if (name === undefined) {
      throw cursor.damage(
        `an attribute name that XML does not allow: ${excerpt(cursor.slice(position, end))}`,
      );
    }
    cursor.position = quote + 1;
    this.#beginValue(name, mark);
    return true;
  }

  #beginValue(name: XmlName, quote: number): void {
    const isRepeated = this.#isGiven(name);
    if (isRepeated) this.#warnings.add('an attribute that is given twice: the first one counts');
    else this.#given[this.#givenCount++] = name;
    if (this.#givenCount > MAX_ATTRIBUTES) {
      throw new UnreadableArtifactError(`more than ${MAX_ATTRIBUTES} attributes of one element`);
    }
    if (this.#index < MAX_EXPECTED) this.name.attributes[this.#index++] = name.slot;
    this.#attribute = name;
    this.#isInValue = true;
    this.#value.begin(name, isRepeated ? undefined : name.limit, quote);
  }

  #isGiven(name: XmlName): boolean {
    for (let i = 0; i < this.#givenCount; i++) {
      const given = this.#given[i];
      if (given === name || given?.text === name.text) return true;
    }
    return false;
  }

  /** Reads the value of the current attribute; returns false if more bytes are needed. */
  #endValue(): boolean {
    if (!this.#value.read()) return false;
    this.#isInValue = false;
    this.#isAfterValue = true;
    const { text } = this.#value;
    if (text !== undefined) this.attributes.add(this.#attribute.text, text);
    return true;
  }
}

function endOfName(bytes: Buffer, start: number, isInName: Uint8Array): number {
  let at = start;
  while (at < bytes.length && isInName[bytes[at] ?? 0] === 1) at++;
  return at;
}

/** Returns the beginning of a name, for messages. */
function excerpt(name: string): string {
  return beginningOf(name, 80);
}
