/**
 * What the bytes of a piece are: only ASCII, UTF-8 without characters that XML does not allow, or anything. The less there
 * may be in a piece, the faster it becomes a string.
 */
export type PieceContent = 'ascii' | 'utf-8' | 'unclean';

/** A piece of a document in UTF-8. It ends with a whole character. */
export interface XmlPiece {
  readonly bytes: Buffer;
  readonly content: PieceContent;
  /** Warnings about its characters. */
  readonly warnings: readonly string[];
  /** Returns the warnings about the characters in its first `length` bytes. */
  readonly warningsBefore: (length: number) => readonly string[];
  /** Position of its beginning in the document as it was written, in bytes. */
  readonly byteOffset: number;
  /** Returns the number of bytes in the document as it was written of the first `length` bytes of the piece. */
  readonly byteLength: (length: number) => number;
}

/** Brings a document into UTF-8 piece by piece. */
export interface PieceDecoder {
  /** @param isLast whether the document ends with these bytes */
  decode(bytes: Uint8Array, isLast: boolean): XmlPiece;
}
