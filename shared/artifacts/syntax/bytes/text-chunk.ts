/** A piece of text, and where in the bytes it begins. */
export interface TextChunk {
  readonly text: string;
  readonly byteOffset: number;
  /** How many bytes the first `length` characters of the text take. */
  readonly byteLength: (length: number) => number;
}

/** Decodes a document piece by piece; the last piece says that nothing follows. */
export interface ChunkDecoder {
  decode(bytes: Uint8Array, isLast: boolean): TextChunk;
}
