import { once } from 'node:events';
import ora from 'ora';
import type { Progress, Terminal } from './ports.ts';

/** Streams that a terminal writes to; those of a process, or a test's. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Data goes to standard output, everything else to standard error; progress only where somebody watches. */
export function createTerminal({ stdout, stderr }: Streams): Terminal {
  return {
    out: async (text) => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    err: (text) => {
      stderr.write(text);
    },
    progress: (text) =>
      stderr.isTTY === true ? createSpinner(text, stderr) : createQuietProgress(stderr),
  };
}

function createSpinner(text: string, stream: NodeJS.WritableStream): Progress {
  const spinner = ora({ text, stream, discardStdin: false }).start();
  return {
    update: (now) => {
      spinner.text = now;
    },
    done: (now) => {
      spinner.succeed(now);
    },
    stop: () => {
      spinner.stop();
    },
  };
}

/** Where nobody watches the end result is enough. */
function createQuietProgress(stream: NodeJS.WritableStream): Progress {
  return {
    update: () => undefined,
    done: (text) => {
      stream.write(`${text}\n`);
    },
    stop: () => undefined,
  };
}
