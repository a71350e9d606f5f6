/** Runs the functions in the same way as Cloud Run: each in a separate process, started by the Functions Framework. */
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { PROJECT_ID, start, type Emulator } from './emulators.ts';

const FRAMEWORK = fileURLToPath(
  new URL(
    '../../node_modules/@google-cloud/functions-framework/build/src/main.js',
    import.meta.url,
  ),
);

export interface RunningFunction extends Emulator {
  /** URL to which a push subscription to a topic posts its messages. */
  endpointFor(topic: string): string;
}

export async function startFunction(
  target: string,
  environment: Readonly<Record<string, string>>,
): Promise<RunningFunction> {
  const port = await freePort();
  const source = fileURLToPath(new URL(`../../functions/${target}/main.ts`, import.meta.url));
  const running = await start({
    command: process.execPath,
    arguments: [FRAMEWORK, `--target=${target}`, `--source=${source}`, `--port=${port}`],
    environment,
    ports: [port],
  });
  return {
    ...running,
    endpointFor: (topic) => `http://127.0.0.1:${port}/projects/${PROJECT_ID}/topics/${topic}`,
  };
}
