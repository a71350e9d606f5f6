import type { XmlPiece } from '../bytes/xml-piece.ts';

/** A piece without its bytes, which may be overwritten. */
type ReadPiece = Omit<XmlPiece, 'bytes'> & { readonly length: number };

/** As long as the longest token that a scanner carries over to the next piece. */
const KEPT_BYTES = 3 * 128 * 1024;

/** Remembers the pieces that were read last, since damage may begin in a piece before the last one. */
export class RecentPieces {
  readonly #pieces: ReadPiece[] = [];
  /** For each warning about characters the first piece that has it. */
  readonly #warned = new Map<string, ReadPiece>();
  #length = 0;

  push({ bytes, ...rest }: XmlPiece): void {
    const piece = { ...rest, length: bytes.length };
    for (const warning of piece.warnings) {
      if (!this.#warned.has(warning)) this.#warned.set(warning, piece);
    }
    this.#pieces.push(piece);
    this.#length += piece.length;
    // Old pieces are dropped in bulk, so that many small pieces stay cheap.
    if (this.#length < 2 * KEPT_BYTES) return;
    let dropped = 0;
    for (const { length } of this.#pieces) {
      if (this.#length - length <= KEPT_BYTES) break;
      this.#length -= length;
      dropped++;
    }
    this.#pieces.splice(0, dropped);
  }

  /**
   * Returns the position of a byte in the document as it was written.
   *
   * @param index position in bytes from the beginning of the last piece; negative for earlier pieces
   */
  byteOffset(index: number): number {
    const { piece, at } = this.#locate(index);
    return piece === undefined ? 0 : piece.byteOffset + piece.byteLength(at);
  }

  /** Returns the warnings about characters of which none is before a byte, counted as for {@link byteOffset}. */
  warningsFrom(index: number): readonly string[] {
    const { piece: last, at } = this.#locate(index);
    if (last === undefined) return [...this.#warned.keys()];
    return [...this.#warned]
      .filter(([warning, piece]) =>
        piece === last
          ? !piece.warningsBefore(at).includes(warning)
          : piece.byteOffset > last.byteOffset,
      )
      .map(([warning]) => warning);
  }

  /** Position of the end of the last piece. */
  get end(): number {
    return this.byteOffset(this.#pieces.at(-1)?.length ?? 0);
  }

  /** Returns the piece that has a byte, and the position of the byte in it. */
  #locate(index: number): { readonly piece: ReadPiece | undefined; readonly at: number } {
    let at = index;
    for (const [i, piece] of [...this.#pieces.entries()].reverse()) {
      if (at >= 0 || i === 0) return { piece, at: Math.max(0, at) };
      at += this.#pieces[i - 1]?.length ?? 0;
    }
    return { piece: undefined, at: 0 };
  }
}
