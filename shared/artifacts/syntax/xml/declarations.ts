import type { Warnings } from '../warnings.ts';
import { ASCII } from './ascii.ts';
import type { Cursor } from './cursor.ts';
import { faultOfInstruction, MAX_INSTRUCTION_START } from './declaration.ts';
import { checkDoctype } from './doctype-grammar.ts';
import { endOfDoctype } from './doctype.ts';
import type { WantedAttributes } from './name-table.ts';

/** Kind of what begins with `<!`. */
export type DeclarationKind = 'comment' | 'cdata' | 'doctype';

const STARTS = { comment: '<!--', cdata: '<![CDATA[', doctype: '<!DOCTYPE' } as const;

/** Maximum number of bytes of a character (UTF-16 code unit) in UTF-8. */
const MAX_CHARACTER_BYTES = 3;

/** Reads the beginnings of declarations and instructions, and the document type declaration. These are short and rare. */
export class Declarations {
  readonly #cursor: Cursor;
  readonly #wanted: WantedAttributes;
  readonly #warnings: Warnings;
  #doctypeSeen = false;

  constructor(cursor: Cursor, wanted: WantedAttributes, warnings: Warnings) {
    this.#cursor = cursor;
    this.#wanted = wanted;
    this.#warnings = warnings;
  }

  /**
   * Returns what begins with the `<!` at the cursor; `undefined` if more bytes are needed.
   *
   * @throws XmlDamage if it is not allowed here
   */
  kind(isInElement: boolean, rootSeen: boolean): DeclarationKind | undefined {
    const cursor = this.#cursor;
    const { bytes, position } = cursor;
    const here = bytes.toString('latin1', position, position + STARTS.doctype.length);
    if (here.startsWith(STARTS.comment)) return 'comment';
    if (here === STARTS.cdata && isInElement) return 'cdata';
    if (here === STARTS.doctype && !rootSeen && !this.#doctypeSeen) return 'doctype';
    const isShort = here.length < STARTS.doctype.length;
    if (isShort && Object.values(STARTS).some((start) => start.startsWith(here))) return undefined;
    throw cursor.damage('a declaration that is out of place');
  }

  /**
   * Checks the beginning of the instruction at the cursor, which may have any length; returns false if more bytes are
   * needed.
   *
   * @param isFirst whether the document begins with it
   */
  beginInstruction(isFirst: boolean): boolean {
    const cursor = this.#cursor;
    const { bytes, position } = cursor;
    const maxBytes = (MAX_INSTRUCTION_START + 1) * MAX_CHARACTER_BYTES;
    const here = cursor
      .slice(position, Math.min(bytes.length, position + maxBytes))
      .slice(0, MAX_INSTRUCTION_START);
    const end = here.indexOf('?>', 2);
    if (end < 0 && here.length < MAX_INSTRUCTION_START) return false;
    const fault = faultOfInstruction(end < 0 ? here : here.slice(0, end + 2), isFirst);
    if (fault !== undefined) this.#warnings.add(fault);
    return true;
  }

  /**
   * Reads the document type declaration at the cursor; returns false if more bytes are needed.
   *
   * @throws UnreadableArtifactError if it declares entities or is too long
   */
  readDoctype(): boolean {
    const cursor = this.#cursor;
    const text = cursor.slice(cursor.position, cursor.bytes.length);
    const end = endOfDoctype(text, 0);
    if (end === undefined) return false;
    const { isWellFormed, defaults } = checkDoctype(text.slice(0, end));
    if (!isWellFormed) this.#warnings.add('a malformed document type declaration');
    if ([...defaults].some((name) => this.#wanted.has(name))) {
      this.#warnings.add('default values of attributes are not supplied');
    }
    this.#doctypeSeen = true;
    this.#moveBehind(text.slice(0, end));
    return true;
  }

  /** Moves the cursor behind a text that ends with `>`. Its characters may have fewer bytes than where they come from. */
  #moveBehind(text: string): void {
    const cursor = this.#cursor;
    for (const byte of Buffer.from(text)) {
      if (byte !== ASCII.greater) continue;
      cursor.position = cursor.bytes.indexOf(ASCII.greater, cursor.position) + 1;
    }
  }
}
