import type { PieceContent, XmlPiece } from '../bytes/xml-piece.ts';
import { withoutIllegal } from '../bytes/xml-characters.ts';
import { ASCII, bytesOf } from './ascii.ts';
import { XmlDamage } from './damage.ts';
import { Occurrences } from './occurrences.ts';
import { isIncompleteReference } from './references.ts';
import { indexOfSectionEnd } from './section-end.ts';
import { viewOf } from '../bytes/words.ts';

const NO_BYTES = Buffer.alloc(0);

/** ASCII characters that a reference does not contain, and `&`. */
const NOT_IN_REFERENCE = bytesOf(' \t\r\n\v\f&;<>"\'');

/** Order of contents: bytes that are joined have the later of theirs. */
const CONTENTS: readonly PieceContent[] = ['ascii', 'utf-8', 'unclean'];

/** Current bytes of a document and the position in them. What has not been read is kept in front of the next piece. */
export class Cursor {
  bytes: Buffer = NO_BYTES;
  /** The same bytes, for reading several at once. */
  view = viewOf(NO_BYTES);
  position = 0;
  /** Number of pieces so far; indexes of bytes are valid until it changes. */
  pieces = 0;
  /** Index of the first byte of the last piece, which is behind the bytes that were carried over from earlier ones. */
  #carried = 0;
  #content: PieceContent = 'ascii';
  /** Memory in which pieces are joined, since nothing refers to their bytes when they have been read. */
  #joined: Buffer = NO_BYTES;
  readonly ampersand = new Occurrences(ASCII.ampersand);
  readonly less = new Occurrences(ASCII.less);
  readonly carriageReturn = new Occurrences(ASCII.carriageReturn);
  readonly sectionEnd = new Occurrences(indexOfSectionEnd);

  /** Appends another piece of the document to the bytes that have not been read yet. */
  push({ bytes, content }: XmlPiece): void {
    const rest = this.left;
    this.#setBytes(rest === 0 ? bytes : this.#join(bytes));
    this.#content =
      rest > 0 && CONTENTS.indexOf(this.#content) > CONTENTS.indexOf(content)
        ? this.#content
        : content;
    this.#carried = rest;
    this.position = 0;
    this.pieces++;
    this.ampersand.reset();
    this.less.reset();
    this.carriageReturn.reset();
    this.sectionEnd.reset();
  }

  /** Copies the bytes that have not been read, so that the piece may be overwritten. */
  keepRest(): void {
    const { bytes, position, left } = this;
    if (left === 0) return;
    if (this.#joined.length < left) this.#joined = Buffer.allocUnsafeSlow(2 * left);
    bytes.copy(this.#joined, 0, position);
    this.#setBytes(this.#joined.subarray(0, left));
    this.#carried -= position;
    this.position = 0;
  }

  #setBytes(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = viewOf(bytes);
  }

  /** Appends a piece to the bytes that were kept. */
  #join(piece: Buffer): Buffer {
    const { bytes, left } = this;
    const length = left + piece.length;
    if (this.#joined.length < length) {
      this.#joined = Buffer.allocUnsafeSlow(2 * length);
      bytes.copy(this.#joined);
    }
    piece.copy(this.#joined, left);
    return this.#joined.subarray(0, length);
  }

  /** Number of bytes that have not been read. */
  get left(): number {
    return this.bytes.length - this.position;
  }

  /** Returns whether more than a number of characters have not been read. */
  isLongerThan(length: number): boolean {
    return this.left > length && this.slice(this.position, this.bytes.length).length > length;
  }

  /** Whether all bytes are ASCII. */
  get isAscii(): boolean {
    return this.#content === 'ascii';
  }

  /** Whether strings of the bytes need no replacement of characters. */
  get isClean(): boolean {
    return this.#content !== 'unclean';
  }

  /** Returns a part of the bytes as text, which does not keep the memory of the bytes alive. */
  slice(start: number, end: number): string {
    const { bytes } = this;
    if (this.isAscii) return bytes.toString('latin1', start, end);
    const text = bytes.toString('utf8', start, end);
    return this.isClean ? text : withoutIllegal(text);
  }

  /**
   * Returns the end of the bytes without a possibly incomplete reference, `]]>` or line end, which is kept for the next
   * piece.
   */
  endOfWholeText(): number {
    const { bytes, position } = this;
    const end = bytes.length;
    const reference = this.#startOfIncompleteReference();
    if (reference < end) return reference;
    const last = bytes[end - 1];
    const isPair = last === ASCII.closingBracket && bytes[end - 2] === ASCII.closingBracket;
    if (isPair) return Math.max(position, end - 2);
    const isIncomplete = last === ASCII.closingBracket || last === ASCII.carriageReturn;
    return isIncomplete ? Math.max(position, end - 1) : end;
  }

  /** Returns the index of a reference at the end of the bytes that may be incomplete, or the end. */
  #startOfIncompleteReference(): number {
    const { bytes, position } = this;
    const end = bytes.length;
    if (this.ampersand.next(bytes, position) >= end) return end;
    let at = end - 1;
    while (NOT_IN_REFERENCE[bytes[at] ?? 0] === 0) at--;
    return bytes[at] === ASCII.ampersand && isIncompleteReference(this.slice(at, end)) ? at : end;
  }

  /** Returns damage at an index of the current bytes. */
  damage(reason: string, at = this.position): XmlDamage {
    return new XmlDamage(reason, at - this.#carried);
  }
}
