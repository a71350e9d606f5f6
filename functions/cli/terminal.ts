import { once } from 'node:events';
import ora from 'ora';
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
      stderr.isTTY === true ? createSpinner(text, stderr) : createResultLine(stderr),
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
