import { UnreadableArtifactError } from '../../../errors.ts';
import type { Warnings } from '../warnings.ts';
import { Cursor } from './cursor.ts';
import { skipComment, skipInstruction } from './comment.ts';
import type { XmlDamage } from './damage.ts';
import { faultOfInstruction, MAX_INSTRUCTION_START } from './declaration.ts';
import { checkDoctype } from './doctype-grammar.ts';
import { endOfDoctype } from './doctype.ts';
import { checkReferences, resolveReferences } from './references.ts';
import { StartTag, type WantedAttributes } from './start-tag.ts';
import { normalizeLineEnds, NOT_WHITE_SPACE, trimWhiteSpaceEnd } from './white-space.ts';

/** Receives the content of a document in its order. Names have no namespace prefix. */
export interface XmlHandler {
  /** Attributes that the handler needs, with the limits of their values; all others are checked and skipped. */
  readonly wantedAttributes: WantedAttributes;
  /** Whether the handler needs the text at the current position. */
  readonly wantsText: boolean;
  startElement(name: string, attributes: ReadonlyMap<string, string>): void;
  endElement(name: string): void;
  text(text: string): void;
}

const MAX_DEPTH = 1000;
/** Maximum length of a name or another token that has to be read as a whole. */
const MAX_TOKEN = 128 * 1024;
const MAX_PREAMBLE = 64 * 1024;

type Mode = 'content' | 'tag' | 'comment' | 'cdata' | 'instruction' | 'doctype';

/**
 * Reads XML in pieces of any size, in constant memory. It never fetches external resources and expands only predefined
 * entities. It tolerates the usual errors of common producers, with a warning.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #warnings: Warnings;
  readonly #cursor = new Cursor();
  readonly #startTag: StartTag;
  readonly #open: string[] = [];
  #mode: Mode = 'content';
  #rootSeen = false;
  #doctypeSeen = false;
  #preamble = 0;
  #begun = false;

  constructor(handler: XmlHandler, warnings: Warnings) {
    this.#handler = handler;
    this.#warnings = warnings;
    this.#startTag = new StartTag(this.#cursor, handler.wantedAttributes, warnings);
  }

  /**
   * Reads the next piece of the document.
   *
   * @throws XmlDamage if the document cannot be parsed any further
   * @throws UnreadableArtifactError if the document is not XML or exceeds a limit
   */
  write(piece: string): void {
    const cursor = this.#cursor;
    cursor.push(piece);
    while (cursor.left > 0 && this.#step());
    if (cursor.left > MAX_TOKEN) throw this.#damage(`a token of more than ${MAX_TOKEN} characters`);
  }

  /**
   * Ends the document.
   *
   * @throws XmlDamage if the document is incomplete
   */
  end(): void {
    const isWhole = this.#open.length === 0 && this.#mode === 'content' && this.#isAtEnd;
    if (this.#rootSeen && isWhole) return;
    const where = this.#open.at(-1);
    const reason =
      where !== undefined
        ? `cut off inside <${where}>`
        : this.#rootSeen
          ? 'incomplete markup after the end of the document'
          : 'no XML element';
    throw this.#damage(reason, this.#cursor.text.length);
  }

  /** Whether only white space is left. */
  get #isAtEnd(): boolean {
    const { text, position } = this.#cursor;
    NOT_WHITE_SPACE.lastIndex = position;
    return !NOT_WHITE_SPACE.test(text);
  }

  /** Reads one token; returns false if that needs more text. */
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
        return this.#cdata();
      case 'doctype':
        return this.#doctype();
    }
  }

  #content(): boolean {
    const cursor = this.#cursor;
    const next = cursor.text.indexOf('<', cursor.position);
    if (next === cursor.position) return this.#markup();
    const end = next < 0 ? cursor.endOfWholeText() : next;
    if (end === cursor.position) return false;
    this.#characters(end);
    this.#begun = true;
    cursor.position = end;
    return true;
  }

  #characters(end: number): void {
    const cursor = this.#cursor;
    if (this.#open.length === 0) {
      this.#outside(end);
      return;
    }
    const hasReference = cursor.has('&', end);
    if (cursor.has(']]>', end)) this.#warnings.add('a ]]> that does not end a CDATA section');
    if (!hasReference && !this.#handler.wantsText) return;
    const written = cursor.text.slice(cursor.position, end);
    if (!this.#handler.wantsText) {
      checkReferences(written, this.#warnings);
      return;
    }
    const raw = cursor.has('\r', end) ? normalizeLineEnds(written) : written;
    const text = hasReference ? resolveReferences(raw, this.#warnings) : raw;
    this.#handler.text(text);
  }

  /** Skips text before the root element, often lines of a log; text after it is damage. */
  #outside(end: number): void {
    const cursor = this.#cursor;
    NOT_WHITE_SPACE.lastIndex = cursor.position;
    const found = NOT_WHITE_SPACE.exec(cursor.text)?.index ?? end;
    if (found >= end) return;
    if (this.#rootSeen) throw this.#damage('text after the end of the document', found);
    this.#preamble += end - cursor.position;
    if (this.#preamble > MAX_PREAMBLE) throw new UnreadableArtifactError('not XML');
    this.#warnings.add('text before the first element was passed over');
  }

  #markup(): boolean {
    const { text, position } = this.#cursor;
    switch (text[position + 1]) {
      case undefined:
        return false;
      case '/':
        return this.#endTag();
      case '?':
        return this.#instruction();
      case '!':
        return this.#declaration();
      default:
        return this.#beginStartTag();
    }
  }

  #beginStartTag(): boolean {
    if (!this.#startTag.begin()) return false;
    if (this.#rootSeen && this.#open.length === 0) {
      throw this.#damage('another document after the end of the first');
    }
    return this.#enter('tag', 0);
  }

  #endTag(): boolean {
    const cursor = this.#cursor;
    const end = cursor.text.indexOf('>', cursor.position);
    if (end < 0) return false;
    const name = trimWhiteSpaceEnd(cursor.text.slice(cursor.position + 2, end));
    const open = this.#open.at(-1);
    if (name !== open) {
      throw this.#damage(
        `</${name.slice(0, 80)}> where ${open === undefined ? 'nothing is open' : `<${open}> is open`}`,
      );
    }
    this.#close();
    cursor.position = end + 1;
    return true;
  }

  #declaration(): boolean {
    const cursor = this.#cursor;
    const here = cursor.text.slice(cursor.position, cursor.position + 9);
    if (here.startsWith('<!--')) return this.#enter('comment', 4);
    if (here === '<![CDATA[' && this.#open.length > 0) return this.#enter('cdata', 9);
    if (here === '<!DOCTYPE' && !this.#rootSeen && !this.#doctypeSeen) {
      return this.#enter('doctype', 0);
    }
    if (
      here.length < 9 &&
      ['<!--', '<![CDATA[', '<!DOCTYPE'].some((start) => start.startsWith(here))
    )
      return false;
    throw this.#damage('a declaration that is out of place');
  }

  /** Checks the beginning of an instruction, which may have any length. */
  #instruction(): boolean {
    const cursor = this.#cursor;
    const here = cursor.text.slice(cursor.position, cursor.position + MAX_INSTRUCTION_START);
    const end = here.indexOf('?>', 2);
    if (end < 0 && here.length < MAX_INSTRUCTION_START) return false;
    const fault = faultOfInstruction(end < 0 ? here : here.slice(0, end + 2), !this.#begun);
    if (fault !== undefined) this.#warnings.add(fault);
    return this.#enter('instruction', 2);
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

  #cdata(): boolean {
    const cursor = this.#cursor;
    const found = cursor.text.indexOf(']]>', cursor.position);
    const end = found >= 0 ? found : this.#endOfWholeCdata();
    if (end > cursor.position && this.#handler.wantsText) {
      this.#handler.text(normalizeLineEnds(cursor.text.slice(cursor.position, end)));
    }
    cursor.position = end;
    return found >= 0 && this.#enter('content', 3);
  }

  /** Returns the end of the text without a possibly incomplete `]]>` or line end. */
  #endOfWholeCdata(): number {
    const { text, position } = this.#cursor;
    const end = text.length - (text.at(-3) === '\r' ? 3 : 2);
    return Math.max(position, end);
  }

  #doctype(): boolean {
    const { text, position } = this.#cursor;
    const end = endOfDoctype(text, position);
    if (end === undefined) return false;
    const { isWellFormed, defaults } = checkDoctype(text.slice(position, end));
    if (!isWellFormed) this.#warnings.add('a malformed document type declaration');
    if ([...defaults].some((name) => this.#handler.wantedAttributes.has(name))) {
      this.#warnings.add('default values of attributes are not supplied');
    }
    this.#doctypeSeen = true;
    return this.#enter('content', end - position);
  }

  /** Reads the next part of a start tag. */
  #tag(): boolean {
    switch (this.#startTag.step()) {
      case 'more':
        return false;
      case 'read':
        return true;
      case 'end':
        this.#start();
        return this.#enter('content', 0);
      case 'empty':
        this.#start();
        this.#close();
        return this.#enter('content', 0);
    }
  }

  #start(): void {
    if (this.#open.length >= MAX_DEPTH) {
      throw new UnreadableArtifactError(`elements nested more than ${MAX_DEPTH} deep`);
    }
    const { name, attributes } = this.#startTag;
    this.#rootSeen = true;
    this.#open.push(name);
    this.#handler.startElement(localName(name), attributes);
  }

  #close(): void {
    this.#handler.endElement(localName(this.#open.pop() ?? ''));
  }

  #damage(reason: string, at = this.#cursor.position): XmlDamage {
    return this.#cursor.damage(reason, at);
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
