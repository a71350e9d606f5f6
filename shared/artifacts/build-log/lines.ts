/** Maximum length of a line in characters; a longer line is split into pieces of this length. */
const MAX_LINE = 64 * 1024;

/** A line of a log, or a piece of a very long line. */
export interface Line {
  readonly text: string;
  /** Starts at 1. */
  readonly number: number;
}

/**
 * Splits a text into its lines, in constant memory regardless of their length. Bytes that are not UTF-8 become U+FFFD. An
 * error of the source is thrown after everything read before it has been returned.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder();
  const splitter = new LineSplitter();
  try {
    for await (const piece of bytes) yield splitter.push(decoder.decode(piece, { stream: true }));
  } catch (error) {
    yield splitter.end();
    throw error;
  }
  yield splitter.push(decoder.decode());
  yield splitter.end();
}

class LineSplitter {
  #rest = '';
  #number = 1;

  push(text: string): readonly Line[] {
    const whole = (this.#rest + text).split('\n');
    this.#rest = whole.pop() ?? '';
    const lines = whole.flatMap((line) => this.#take(line, true));
    while (this.#rest.length > MAX_LINE) {
      lines.push(...this.#take(this.#rest.slice(0, MAX_LINE), false));
      this.#rest = this.#rest.slice(MAX_LINE);
    }
    return lines;
  }

  end(): readonly Line[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest === '' ? [] : this.#take(rest, true);
  }

  #take(line: string, isWhole: boolean): Line[] {
    const number = this.#number;
    if (isWhole) this.#number++;
    const pieces: Line[] = [];
    for (let start = 0; start < Math.max(line.length, 1); start += MAX_LINE) {
      pieces.push({ text: line.slice(start, start + MAX_LINE), number });
    }
    return pieces;
  }
}
