/** Starts the emulators of Google Cloud's services as child processes on free ports of 127.0.0.1. */
import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, isAbsolute, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';

export const PROJECT_ID = 'proj-one';

const READY_MS = 200_000;
const TERMINATE_MS = 5_000;
const OUTPUT_KEPT = 4_000;

export interface Emulator {
  close(): Promise<void>;
}

export interface CloudStorageEmulator extends Emulator {
  /** URL of the service. */
  readonly apiEndpoint: string;
}

export interface PubSubEmulator extends Emulator {
  /** host:port of the service. */
  readonly apiEndpoint: string;
}

export interface BigQueryEmulator extends Emulator {
  /** URL of the service. */
  readonly apiEndpoint: string;
  /** host:port of the Storage Write API. */
  readonly storageEndpoint: string;
}

/** Pub/Sub topic to which Cloud Storage publishes notifications about objects that were written or deleted. */
export interface Notifications {
  readonly pubsub: Pick<PubSubEmulator, 'apiEndpoint'>;
  readonly topic: string;
}

/** Where an emulator listens, and where it keeps its state; by default a free port, and memory. */
export interface EmulatorPlace {
  readonly port?: number;
  /** Folder of files, which a later start reads again; it is created if it does not exist. */
  readonly folder?: string;
}

export interface BigQueryPlace extends EmulatorPlace {
  /** Port of the Storage Write API. */
  readonly storagePort?: number;
}

/** A server to start; it is ready once it listens on its ports. */
export interface Program {
  /** Name of a program on the PATH, or its path. */
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports: readonly number[];
}

export async function startCloudStorage(
  to?: Notifications,
  place: EmulatorPlace = {},
): Promise<CloudStorageEmulator> {
  const port = place.port ?? (await freePort());
  const events = to
    ? [
        '-event.pubsub-project-id',
        PROJECT_ID,
        '-event.pubsub-topic',
        to.topic,
        '-event.list',
        'finalize',
      ]
    : [];
  const address = `127.0.0.1:${port}`;
  const server = ['-scheme', 'http', '-host', '127.0.0.1', '-port', String(port)];
  const emulator = await start({
    command: 'fake-gcs-server',
    arguments: [...server, '-public-host', address, ...backendOf(place), ...events],
    ...(to && { environment: { PUBSUB_EMULATOR_HOST: to.pubsub.apiEndpoint } }),
    ports: [port],
  });
  return { ...emulator, apiEndpoint: `http://${address}` };
}

function backendOf({ folder }: EmulatorPlace): readonly string[] {
  return folder === undefined
    ? ['-backend', 'memory']
    : ['-backend', 'filesystem', '-filesystem-root', folder];
}

/** Starts the Pub/Sub emulator, which keeps its state in memory only. */
export async function startPubSub(
  place: Pick<EmulatorPlace, 'port'> = {},
): Promise<PubSubEmulator> {
  const port = place.port ?? (await freePort());
  const emulator = await start({
    command: 'cloud-pubsub-emulator',
    arguments: ['--host=127.0.0.1', `--port=${port}`],
    ports: [port],
  });
  return { ...emulator, apiEndpoint: `127.0.0.1:${port}` };
}

export async function startBigQuery(place: BigQueryPlace = {}): Promise<BigQueryEmulator> {
  const { port, storagePort, folder } = place;
  const [rest, grpc] = [port ?? (await freePort()), storagePort ?? (await freePort())];
  const ports = ['--rest-port', String(rest), '--grpc-port', String(grpc)];
  const state = folder === undefined ? [] : ['--persistent', '--data-dir', folder];
  const emulator = await start({
    command: 'bqemulator',
    arguments: ['start', '--project', PROJECT_ID, '--log-level', 'error', ...ports, ...state],
    ports: [rest, grpc],
  });
  return {
    ...emulator,
    apiEndpoint: `http://127.0.0.1:${rest}`,
    storageEndpoint: `127.0.0.1:${grpc}`,
  };
}

/** Starts a server and waits until it is ready. */
export async function start(program: Program): Promise<Emulator> {
  const child = spawn(findCommand(program.command), program.arguments, {
    env: { ...process.env, ...program.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = keepOutput(child);
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const close = async (): Promise<void> => {
    process.removeListener('exit', kill);
    await stop(child);
  };
  try {
    await Promise.all(program.ports.map((port) => untilReady(port, child)));
  } catch (error) {
    await close();
    throw new Error(`${program.command} did not start. It says:\n${output()}`, { cause: error });
  }
  return { close };
}

function findCommand(command: string): string {
  if (isAbsolute(command)) return command;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, command);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // The program may be in one of the next folders.
    }
  }
  throw new Error(
    `${command} is not on the PATH, but the tests with emulators need it. Install all emulators and run the tests:\n` +
      '  PATH="$(.ci/install-emulators):$PATH" npm run test:emulator',
  );
}

/** Keeps the end of the output of a program; reading it also prevents the pipes from filling up. */
function keepOutput(child: ChildProcess): () => string {
  let kept = '';
  const keep = (chunk: Buffer): void => {
    kept = (kept + chunk.toString()).slice(-OUTPUT_KEPT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => kept;
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null)
      throw new Error(`the server ended with exit code ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`nothing listens on port ${port}`);
    await sleep(100);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), TERMINATE_MS);
  await ended;
  clearTimeout(timer);
}
