import type { TextChunk } from '../syntax/bytes/text-chunk.ts';

/** As long as anything that a scanner keeps for the next piece. */
const KEPT_CHARACTERS = 128 * 1024;

/** The pieces last read: damage may have begun in one before the last. */
export class RecentText {
  readonly #chunks: TextChunk[] = [];
  #length = 0;

  push(chunk: TextChunk): void {
    this.#chunks.push(chunk);
    this.#length += chunk.text.length;
    // Let go of in one go now and then, so that pieces may be tiny.
    if (this.#length < 4 * KEPT_CHARACTERS) return;
    while (this.#length - (this.#chunks[0]?.text.length ?? 0) > KEPT_CHARACTERS) {
      this.#length -= this.#chunks.shift()?.text.length ?? 0;
    }
  }

  /** Where in the bytes a character is, counted from the beginning of the last piece; negative before it. */
  byteOffset(index: number): number {
    let at = index;
    for (const [i, chunk] of [...this.#chunks.entries()].reverse()) {
      if (at >= 0 || i === 0) return chunk.byteOffset + chunk.byteLength(Math.max(0, at));
      at += this.#chunks[i - 1]?.text.length ?? 0;
    }
    return 0;
  }

  /** Where what was read ends. */
  get end(): number {
    return this.byteOffset(this.#chunks.at(-1)?.text.length ?? 0);
  }
}
