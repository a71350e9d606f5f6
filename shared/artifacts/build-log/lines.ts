/** A longer line is looked at in pieces of this length. */
const LONGEST_LINE = 64 * 1024;

/** A line of a log, or a piece of one that is very long. */
export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/**
 * Takes a text apart into its lines, in constant memory however long they are. Bytes that are no UTF-8 become U+FFFD.
 * An error of the source comes behind all that was read before it.
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
    while (this.#rest.length > LONGEST_LINE) {
      lines.push(...this.#take(this.#rest.slice(0, LONGEST_LINE), false));
      this.#rest = this.#rest.slice(LONGEST_LINE);
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
    for (let start = 0; start < Math.max(line.length, 1); start += LONGEST_LINE) {
      pieces.push({ text: line.slice(start, start + LONGEST_LINE), number });
    }
    return pieces;
  }
}
