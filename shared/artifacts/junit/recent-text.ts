import type { TextChunk } from '../syntax/bytes/text-chunk.ts';

/** As long as the longest text that a scanner carries over to the next piece. */
const KEPT_CHARACTERS = 128 * 1024;

/** Keeps the pieces that were read last, since damage may begin in a piece before the last one. */
export class RecentText {
  readonly #chunks: TextChunk[] = [];
  #length = 0;

  push(chunk: TextChunk): void {
    this.#chunks.push(chunk);
    this.#length += chunk.text.length;
    // Old pieces are dropped in bulk, so that many small pieces stay cheap.
    if (this.#length < 4 * KEPT_CHARACTERS) return;
    while (this.#length - (this.#chunks[0]?.text.length ?? 0) > KEPT_CHARACTERS) {
      this.#length -= this.#chunks.shift()?.text.length ?? 0;
    }
  }

  /**
   * Returns the position of a character in bytes.
   *
   * @param index position in characters from the beginning of the last piece; negative for earlier pieces
   */
  byteOffset(index: number): number {
    let at = index;
    for (const [i, chunk] of [...this.#chunks.entries()].reverse()) {
      if (at >= 0 || i === 0) return chunk.byteOffset + chunk.byteLength(Math.max(0, at));
      at += this.#chunks[i - 1]?.text.length ?? 0;
    }
    return 0;
  }

  /** Position of the end of the text, in bytes. */
  get end(): number {
    return this.byteOffset(this.#chunks.at(-1)?.text.length ?? 0);
  }
}
