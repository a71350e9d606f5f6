import { UnreadableArtifactError } from '../../../errors.ts';
import type { XmlPiece } from '../bytes/xml-piece.ts';
import type { Warnings } from '../warnings.ts';
import { ASCII } from './ascii.ts';
import type { XmlAttributes } from './attributes.ts';
import { Stack } from '../stack.ts';
import { CharacterData } from './character-data.ts';
import { skipComment, skipInstruction } from './comment.ts';
import { Cursor } from './cursor.ts';
import type { XmlDamage } from './damage.ts';
import { Declarations } from './declarations.ts';
import { NameTable, type WantedAttributes, type XmlName } from './name-table.ts';
import { StartTag } from './start-tag.ts';
import { endOfWhiteSpace, trimWhiteSpaceEnd } from './white-space.ts';
import { beginningOf } from '../../../domain/shortened.ts';

/** Receives the content of a document in its order. Names have no namespace prefix. */
export interface XmlHandler {
  /** Attributes that the handler needs, with the limits of their values; all others are checked and skipped. */
  readonly wantedAttributes: WantedAttributes;
  /** Whether the handler needs the text at the current position. */
  readonly wantsText: boolean;
  startElement(name: string, attributes: XmlAttributes): void;
  endElement(name: string): void;
  text(text: string): void;
}

const MAX_DEPTH = 1000;
/** Maximum length of a name or another token that has to be read as a whole, in characters. */
const MAX_TOKEN = 128 * 1024;
const MAX_PREAMBLE = 64 * 1024;
/** Tokens after which the reader of the document gets its turn, so that what it collects stays small also if tokens are short. */
const TOKENS_AT_ONCE = 1024;

type Mode = 'content' | 'tag' | 'comment' | 'cdata' | 'instruction' | 'doctype';

/**
 * Reads XML in pieces of any size, in constant memory. It works on bytes and makes strings only of what the handler needs.
 * It never fetches external resources and expands only predefined entities. It tolerates the usual errors of common
 * producers, with a warning.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #warnings: Warnings;
  readonly #cursor = new Cursor();
  readonly #startTag: StartTag;
  readonly #characterData: CharacterData;
  readonly #declarations: Declarations;
  readonly #open = new Stack<XmlName>();
  #mode: Mode = 'content';
  #rootSeen = false;
  #preamble = 0;
  #begun = false;

  constructor(handler: XmlHandler, warnings: Warnings) {
    this.#handler = handler;
    this.#warnings = warnings;
    const names = new NameTable(this.#cursor, handler.wantedAttributes);
    this.#startTag = new StartTag(this.#cursor, names, warnings);
    this.#characterData = new CharacterData(this.#cursor, handler, warnings);
    this.#declarations = new Declarations(this.#cursor, handler.wantedAttributes, warnings);
  }

  /**
   * Reads the next piece of the document as far as {@link resume} does, which is called until it returns false; then the piece
   * may be overwritten.
   *
   * @returns whether there is more to read in it
   * @throws XmlDamage if the document cannot be parsed any further
   * @throws UnreadableArtifactError if the document is not XML or exceeds a limit
   */
  write(piece: XmlPiece): boolean {
    this.#cursor.push(piece);
    return this.resume();
  }

  /** Reads a limited number of tokens, and returns and throws the same as {@link write}. */
  resume(): boolean {
    const cursor = this.#cursor;
    for (let count = 0; cursor.left > 0 && this.#step(); count++) {
      if (count >= TOKENS_AT_ONCE) return true;
    }
    if (cursor.isLongerThan(MAX_TOKEN)) {
      throw cursor.damage(`a token of more than ${MAX_TOKEN} characters`);
    }
    cursor.keepRest();
    return false;
  }

  /**
   * Ends the document.
   *
   * @throws XmlDamage if the document is incomplete
   */
  end(): void {
    const { bytes, position } = this.#cursor;
    const isAtEnd = endOfWhiteSpace(bytes, position) === bytes.length;
    const isWhole = this.#open.size === 0 && this.#mode === 'content' && isAtEnd;
    if (this.#rootSeen && isWhole) return;
    const where = this.#open.top;
    const reason =
      where !== undefined
        ? `cut off inside <${where.text}>`
        : this.#rootSeen
          ? 'incomplete markup after the end of the document'
          : 'no XML element';
    throw this.#damage(reason, bytes.length);
  }

  /** Reads one token; returns false if that needs more bytes. */
  #step(): boolean {
    switch (this.#mode) {
      case 'content':
        return this.#content();
      case 'tag':
        return this.#tag();
      case 'comment':
        return this.#skipped(skipComment(this.#cursor, this.#warnings));
      case 'instruction':
        return this.#skipped(skipInstruction(this.#cursor));
      case 'cdata':
        return this.#skipped(this.#characterData.readSection());
      case 'doctype':
        return this.#skipped(this.#declarations.readDoctype());
    }
  }

  #content(): boolean {
    const cursor = this.#cursor;
    if (cursor.bytes[cursor.position] === ASCII.less) return this.#markup();
    if (this.#open.size > 0) return this.#characterData.read();
    const next = cursor.bytes.indexOf(ASCII.less, cursor.position);
    const end = next < 0 ? cursor.endOfWholeText() : next;
    if (end === cursor.position) return false;
    this.#outside(end);
    this.#begun = true;
    cursor.position = end;
    return true;
  }

  /** Skips text before the root element, often lines of a log; text after it is damage. */
  #outside(end: number): void {
    const cursor = this.#cursor;
    const found = endOfWhiteSpace(cursor.bytes, cursor.position);
    if (found >= end) return;
    if (this.#rootSeen) throw this.#damage('text after the end of the document', found);
    this.#preamble += cursor.slice(cursor.position, end).length;
    if (this.#preamble > MAX_PREAMBLE) throw new UnreadableArtifactError('not XML');
    this.#warnings.add('text before the first element was passed over');
  }

  #markup(): boolean {
    const { bytes, position } = this.#cursor;
    switch (bytes[position + 1]) {
      case undefined:
        return false;
      case ASCII.slash:
        return this.#endTag();
      case ASCII.question:
        return this.#declarations.beginInstruction(!this.#begun) && this.#enter('instruction', 2);
      case ASCII.exclamation:
        return this.#declaration();
      default:
        return this.#beginStartTag();
    }
  }

  #beginStartTag(): boolean {
    if (!this.#startTag.begin()) return false;
    if (this.#rootSeen && this.#open.size === 0) {
      throw this.#damage('another document after the end of the first');
    }
    this.#enter('tag', 0);
    return this.#tag();
  }

  #endTag(): boolean {
    const cursor = this.#cursor;
    const { bytes, position } = cursor;
    const expected = this.#open.top?.closing;
    if (expected?.isAt(cursor, position + 2) === true) {
      this.#close();
      cursor.position = position + 2 + expected.length;
      return true;
    }
    const end = bytes.indexOf(ASCII.greater, position);
    if (end < 0) return false;
    this.#checkEndTag(end);
    this.#close();
    cursor.position = end + 1;
    return true;
  }

  #checkEndTag(end: number): void {
    const cursor = this.#cursor;
    const name = trimWhiteSpaceEnd(cursor.slice(cursor.position + 2, end));
    const open = this.#open.top?.text;
    if (name === open) return;
    throw this.#damage(
      `</${beginningOf(name, 80)}> where ${open === undefined ? 'nothing is open' : `<${open}> is open`}`,
    );
  }

  #declaration(): boolean {
    const kind = this.#declarations.kind(this.#open.size > 0, this.#rootSeen);
    switch (kind) {
      case undefined:
        return false;
      case 'comment':
        return this.#enter('comment', 4);
      case 'cdata':
        return this.#enter('cdata', 9);
      case 'doctype':
        return this.#enter('doctype', 0);
    }
  }

  #enter(mode: Mode, length: number): true {
    this.#begun = true;
    this.#mode = mode;
    this.#cursor.position += length;
    return true;
  }

  #skipped(isAtEnd: boolean): boolean {
    if (isAtEnd) this.#mode = 'content';
    return isAtEnd;
  }

  /** Reads the next part of a start tag. */
  #tag(): boolean {
    const end = this.#startTag.read();
    if (end === 'more') return false;
    this.#start();
    if (end === 'empty') this.#close();
    this.#mode = 'content';
    return true;
  }

  #start(): void {
    if (this.#open.size >= MAX_DEPTH) {
      throw new UnreadableArtifactError(`elements nested more than ${MAX_DEPTH} deep`);
    }
    const { name, attributes } = this.#startTag;
    this.#rootSeen = true;
    this.#open.push(name);
    this.#handler.startElement(name.localName, attributes);
  }

  #close(): void {
    this.#handler.endElement(this.#open.pop()?.localName ?? '');
  }

  #damage(reason: string, at = this.#cursor.position): XmlDamage {
    return this.#cursor.damage(reason, at);
  }
}
