import { once } from 'node:events';
import type { Ora } from 'ora';
import type { Progress, Terminal } from './ports.ts';

/** The output streams of a process. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/**
 * Returns a terminal that writes data to standard output and everything else to standard error. It shows progress only
 * if standard error is a TTY.
 */
export function createTerminal({ stdout, stderr }: Streams): Terminal {
  return {
    out: async (text) => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    err: (text) => {
      stderr.write(text);
    },
    progress: (text) =>
      stderr.isTTY === true ? new Spinner(text, stderr) : createResultLine(stderr),
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
    this.#text = text;
    if (this.#ora !== undefined) this.#ora.text = text;
  }

  done(text: string): void {
    this.#isEnded = true;
    if (this.#ora === undefined) this.#stream.write(`${text}\n`);
    else this.#ora.succeed(text);
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

/** Returns a display that writes the result only, for a log or a pipe. */
function createResultLine(stream: NodeJS.WritableStream): Progress {
  return {
    update: () => undefined,
    done: (text) => {
      stream.write(`${text}\n`);
    },
    stop: () => undefined,
  };
}
