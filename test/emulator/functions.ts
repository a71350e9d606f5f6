/**
 * Runs the functions in the same way as Cloud Run: the bundle of each in a separate process, started by the Functions Framework.
 */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleFunction } from '../../infra/build/function-bundle.ts';
import { freePort } from '../support/free-port.ts';
import { PROJECT_ID, start, type Emulator } from './emulators.ts';

const FRAMEWORK_NAME = '@google-cloud/functions-framework';
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const FRAMEWORK = join(MODULES, FRAMEWORK_NAME, 'build/src/main.js');

export interface RunningFunction extends Emulator {
  /** URL to which a push subscription to a topic posts its messages. */
  endpointFor(topic: string): string;
}

/** What is started, and where it listens: by default a bundle of the checkout, on a free port. */
export interface FunctionPlace {
  /** Path of the folder of a package. */
  readonly source?: string;
  readonly port?: number;
}

export async function startFunction(
  target: string,
  environment: Readonly<Record<string, string>>,
  place: FunctionPlace = {},
): Promise<RunningFunction> {
  const port = place.port ?? (await freePort());
  const source = place.source ?? (await makeBundle(target));
  const running = await start({
    command: process.execPath,
    arguments: [FRAMEWORK, `--target=${target}`, `--source=${source}`, `--port=${port}`],
    environment,
    ports: [port],
  });
  return {
    ...running,
    close: async () => {
      await running.close();
      if (place.source === undefined) await rm(source, { recursive: true });
    },
    endpointFor: (topic) => `http://127.0.0.1:${port}/projects/${PROJECT_ID}/topics/${topic}`,
  };
}

/** Writes the bundle of a function into a new folder with no package but the Functions Framework, and returns the folder. */
async function makeBundle(target: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${target}-`));
  await bundleFunction(target, pathToFileURL(`${folder}/`));
  await installFramework(folder);
  return folder;
}

/**
 * Gives a folder with bundles the one package that Cloud Functions installs for them, the Functions Framework, and no other: a
 * bundle that needs another package cannot be loaded.
 */
export async function installFramework(folder: string): Promise<void> {
  const link = join(folder, 'node_modules', FRAMEWORK_NAME);
  await mkdir(dirname(link), { recursive: true });
  await symlink(join(MODULES, FRAMEWORK_NAME), link);
}
