import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../support/free-port.ts';

const FRAMEWORK = fileURLToPath(
  import.meta.resolve('@google-cloud/functions-framework').replace(/index\.js$/, 'main.js'),
);

const EVENT_HEADERS = {
  'content-type': 'application/json',
  'ce-id': '1',
  'ce-source': '//storage.googleapis.com/projects/_/buckets/artifacts',
  'ce-specversion': '1.0',
  'ce-type': 'google.cloud.storage.object.v1.finalized',
};

/** A function in a process of its own, started by the Functions Framework. */
export class FunctionProcess {
  readonly #child: ChildProcess;
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true });

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
  }

  /**
   * Starts a function and waits until its port accepts connections.
   *
   * @param source path of its module or package
   */
  static async start(
    target: string,
    source: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<FunctionProcess> {
    const port = await freePort();
    const child = spawn(
      process.execPath,
      [FRAMEWORK, `--target=${target}`, `--source=${source}`, `--port=${port}`],
      { env: { ...process.env, ...environment }, stdio: 'ignore' },
    );
    while (!(await accepts(port))) {
      if (child.exitCode !== null) throw new Error(`${target} ended with ${child.exitCode}`);
      await sleep(1);
    }
    return new FunctionProcess(child, port);
  }

  /** Sends the event that an object was written, and waits for the answer 204. */
  async notify(name: string): Promise<void> {
    const body = JSON.stringify({ bucket: 'artifacts', name });
    const status = await this.deliver(EVENT_HEADERS, body);
    if (status !== 204) {
      throw new Error(`the function answered ${status ?? 'nothing'} to ${name}`);
    }
  }

  /** Sends a request and returns the status of the answer; `undefined` if the process ended before it. */
  async deliver(
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<number | undefined> {
    const sent = request({
      port: this.#port,
      host: '127.0.0.1',
      agent: this.#agent,
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    sent.end(body);
    try {
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      response.resume();
      await once(response, 'end');
      return response.statusCode;
    } catch (error) {
      if (error instanceof Error && 'code' in error) return undefined;
      throw error;
    }
  }

  /** Returns the peak of the memory of the process, as Linux counts it (resident set size); `NaN` on other systems. */
  peakMegabytes(): number {
    if (process.platform !== 'linux') return Number.NaN;
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * (1024 / 1e6);
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
