/** A piece of decoded text. */
export interface TextChunk {
  readonly text: string;
  /** Position of its beginning in the document, in bytes. */
  readonly byteOffset: number;
  /** Returns the number of bytes of the first `length` characters of the text. */
  readonly byteLength: (length: number) => number;
}

/** Decodes a document piece by piece. */
export interface ChunkDecoder {
  /** @param isLast whether the document ends with these bytes */
  decode(bytes: Uint8Array, isLast: boolean): TextChunk;
}
