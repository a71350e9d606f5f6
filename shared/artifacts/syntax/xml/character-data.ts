import type { Warnings } from '../warnings.ts';
import { ASCII, bytesOf } from './ascii.ts';
import type { Cursor } from './cursor.ts';
import { References } from './references.ts';
import { indexOfSectionEnd, SECTION_END_LENGTH } from './section-end.ts';
import { TextWriter } from './text-writer.ts';

/** Receives the text of elements. */
interface TextReceiver {
  readonly wantsText: boolean;
  text(text: string): void;
}

/** Bytes that end a text, or need attention. */
const SPECIAL = bytesOf('<&]\r');

/** Length up to which a text is read byte by byte, which takes less time than a few searches. */
const SHORT = 48;

/** Reads the text of elements: character data and CDATA sections. */
export class CharacterData {
  readonly #cursor: Cursor;
  readonly #receiver: TextReceiver;
  readonly #warnings: Warnings;
  readonly #references: References;
  readonly #writer: TextWriter;

  constructor(cursor: Cursor, receiver: TextReceiver, warnings: Warnings) {
    this.#cursor = cursor;
    this.#receiver = receiver;
    this.#warnings = warnings;
    this.#references = new References(cursor, warnings);
    this.#writer = new TextWriter(cursor, this.#references);
  }

  /** Reads the text up to the next markup, or as far as the bytes go; returns false if more bytes are needed. */
  read(): boolean {
    const cursor = this.#cursor;
    const { bytes, position } = cursor;
    const near = endOfPlain(bytes, position);
    if (bytes[near] === ASCII.less) {
      if (this.#receiver.wantsText) this.#receiver.text(cursor.slice(position, near));
      cursor.position = near;
      return true;
    }
    const next = bytes.indexOf(ASCII.less, near);
    const end = next < 0 ? cursor.endOfWholeText() : next;
    if (end === position) return false;
    this.#text(end);
    cursor.position = end;
    return true;
  }

  #text(end: number): void {
    const { bytes, position, ampersand, sectionEnd } = this.#cursor;
    if (sectionEnd.next(bytes, position) < end) {
      this.#warnings.add('a ]]> that does not end a CDATA section');
    }
    const hasReference = ampersand.next(bytes, position) < end;
    if (this.#receiver.wantsText) {
      const isPlain = !hasReference && !this.#hasCarriageReturn(end);
      this.#receiver.text(
        isPlain ? this.#cursor.slice(position, end) : this.#writer.characterData(position, end),
      );
    } else if (hasReference) this.#references.check(position, end);
  }

  #hasCarriageReturn(end: number): boolean {
    const { bytes, position, carriageReturn } = this.#cursor;
    return carriageReturn.next(bytes, position) < end;
  }

  /** Reads the content of a CDATA section as far as the bytes go; returns whether the section has ended. */
  readSection(): boolean {
    const cursor = this.#cursor;
    const { bytes, position } = cursor;
    const found = indexOfSectionEnd(bytes, position);
    const end = found >= 0 ? found : this.#endOfWholeSection();
    if (end > position && this.#receiver.wantsText) {
      this.#receiver.text(
        this.#hasCarriageReturn(end)
          ? this.#writer.cdata(position, end)
          : cursor.slice(position, end),
      );
    }
    cursor.position = found >= 0 ? end + SECTION_END_LENGTH : end;
    return found >= 0;
  }

  /** Returns the end of the bytes without a possibly incomplete `]]>` or line end. */
  #endOfWholeSection(): number {
    const { bytes, position } = this.#cursor;
    const end = bytes.length;
    const last = bytes[end - 1];
    const isPair = last === ASCII.closingBracket && bytes[end - 2] === ASCII.closingBracket;
    const isIncomplete = last === ASCII.closingBracket || last === ASCII.carriageReturn;
    return Math.max(position, end - (isPair ? 2 : isIncomplete ? 1 : 0));
  }
}

/** Returns the end of the bytes that need no attention, or of a limited number of them. */
function endOfPlain(bytes: Buffer, start: number): number {
  const last = Math.min(bytes.length, start + SHORT);
  let at = start;
  while (at < last && SPECIAL[bytes[at] ?? 0] === 0) at++;
  return at;
}
