import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Ora } from 'ora';
import { visible, visibleLine } from '../../shared/rows/visible.ts';
import type { Progress, Terminal } from './ports.ts';

/** The output streams of a process. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
}

/**
 * Returns a terminal that writes results to standard output and everything else to standard error. Every text
 * is made {@link visible} here, since names of objects and tests are untrusted, but for data that is not written to a TTY. Progress
 * is one line that is rewritten if standard error is a TTY, and otherwise a line every some seconds.
 */
export function createTerminal({ stdout, stderr, stdin }: Streams): Terminal {
  const write = async (written: string | Uint8Array): Promise<void> => {
    if (!stdout.write(written)) await once(stdout, 'drain');
  };
  return {
    data: (data) => write(stdout.isTTY === true ? visible(textOf(data)) : data),
    out: (text) => write(visible(text)),
    err: (text) => {
      stderr.write(visible(text));
    },
    progress: (text) =>
      stderr.isTTY === true ? new Spinner(visibleLine(text), stderr) : new ProgressLines(stderr),
    confirm: async (question) => {
      if (stdin?.isTTY !== true || stderr.isTTY !== true) return undefined;
      const lines = createInterface({ input: stdin, output: stderr });
      // The end of the input is an answer as well.
      const ended = once(lines, 'close').then(() => '');
      const answer = await Promise.race([
        lines.question(`${visibleLine(question)} [yes/no] `),
        ended,
      ]);
      lines.close();
      return answer.trim().toLowerCase() === 'yes';
    },
  };
}

/** A spinner that appears as soon as its library is loaded, which no command without progress needs. */
class Spinner implements Progress {
  readonly #stream: NodeJS.WritableStream;
  #text: string;
  #ora: Ora | undefined;
  #isEnded = false;

  constructor(text: string, stream: NodeJS.WritableStream) {
    this.#text = text;
    this.#stream = stream;
    void this.#show();
  }

  update(text: string): void {
    this.#text = visibleLine(text);
    if (this.#ora !== undefined) this.#ora.text = this.#text;
  }

  done(text: string): void {
    this.#isEnded = true;
    const shown = visible(text);
    if (this.#ora === undefined) this.#stream.write(`${shown}\n`);
    else this.#ora.succeed(shown);
  }

  stop(): void {
    this.#isEnded = true;
    this.#ora?.stop();
  }

  async #show(): Promise<void> {
    const { default: ora } = await import('ora');
    if (this.#isEnded) return;
    this.#ora = ora({ text: this.#text, stream: this.#stream, discardStdin: false }).start();
  }
}

/** Milliseconds between two lines of progress in a log or a pipe. */
const LINE_INTERVAL = 10_000;

/** A display for a log or a pipe: a line every {@link LINE_INTERVAL}, none before the first, and the result. */
class ProgressLines implements Progress {
  readonly #stream: NodeJS.WritableStream;
  #shownAt = Date.now();

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  update(text: string): void {
    const now = Date.now();
    if (now - this.#shownAt < LINE_INTERVAL) return;
    this.#shownAt = now;
    this.#stream.write(`${visibleLine(text)}\n`);
  }

  done(text: string): void {
    this.#stream.write(`${visible(text)}\n`);
  }

  stop(): void {
    // Every line is complete when it is written.
  }
}

function textOf(data: string | Uint8Array): string {
  return typeof data === 'string' ? data : Buffer.from(data).toString();
}
