import { UnreadableArtifactError } from '../../../errors.ts';
import type { Warnings } from '../warnings.ts';
import { Cursor } from './cursor.ts';
import type { XmlDamage } from './damage.ts';
import { endOfDoctype } from './doctype.ts';
import { resolveReferences } from './references.ts';
import { StartTag } from './start-tag.ts';

/** Receives the content of a document in its order. Names have no namespace prefix. */
export interface XmlHandler {
  /** Names of the attributes that the handler needs; all others are skipped. */
  readonly wantedAttributes: ReadonlySet<string>;
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

const NOT_SPACE = /\S/g;

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
    const isWhole = this.#open.length === 0 && this.#cursor.left === 0 && this.#mode === 'content';
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

  /** Reads one token; returns false if that needs more text. */
  #step(): boolean {
    switch (this.#mode) {
      case 'content':
        return this.#content();
      case 'tag':
        return this.#tag();
      case 'comment':
        return this.#skipTo('-->');
      case 'instruction':
        return this.#skipTo('?>');
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
    const raw = cursor.text.slice(cursor.position, end);
    const text = hasReference ? resolveReferences(raw, this.#warnings) : raw;
    if (this.#handler.wantsText) this.#handler.text(text);
  }

  /** Skips text before the root element, often lines of a log; text after it is damage. */
  #outside(end: number): void {
    const cursor = this.#cursor;
    NOT_SPACE.lastIndex = cursor.position;
    const found = NOT_SPACE.exec(cursor.text)?.index ?? end;
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
    const name = cursor.text.slice(cursor.position + 2, end).trimEnd();
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
    if (here === '<!DOCTYPE' && !this.#rootSeen) return this.#enter('doctype', 0);
    if (
      here.length < 9 &&
      ['<!--', '<![CDATA[', '<!DOCTYPE'].some((start) => start.startsWith(here))
    )
      return false;
    throw this.#damage('a declaration that is out of place');
  }

  #instruction(): boolean {
    const cursor = this.#cursor;
    const here = cursor.text.slice(cursor.position, cursor.position + 6);
    if ('<?xml'.startsWith(here)) return false;
    const isDeclaration = /^<\?xml\s/.test(here);
    if (isDeclaration && this.#begun)
      this.#warnings.add('the XML declaration is not at the beginning');
    return this.#enter('instruction', 2);
  }

  #enter(mode: Mode, length: number): true {
    this.#begun = true;
    this.#mode = mode;
    this.#cursor.position += length;
    return true;
  }

  #skipTo(end: string): boolean {
    const cursor = this.#cursor;
    const found = cursor.text.indexOf(end, cursor.position);
    if (found >= 0) return this.#enter('content', found + end.length - cursor.position);
    cursor.position = Math.max(cursor.position, cursor.text.length - end.length + 1);
    return false;
  }

  #cdata(): boolean {
    const cursor = this.#cursor;
    const found = cursor.text.indexOf(']]>', cursor.position);
    const end = found >= 0 ? found : Math.max(cursor.position, cursor.text.length - 2);
    if (end > cursor.position && this.#handler.wantsText) {
      this.#handler.text(cursor.text.slice(cursor.position, end));
    }
    cursor.position = end;
    return found >= 0 && this.#enter('content', 3);
  }

  #doctype(): boolean {
    const cursor = this.#cursor;
    const end = endOfDoctype(cursor.text, cursor.position);
    return end !== undefined && this.#enter('content', end - cursor.position);
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
