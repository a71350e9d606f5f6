/**
 * Installs the emulators, starts them on free ports of 127.0.0.1, and stops them on Ctrl-C, or when a command has ended.
 *
 * Usage: `npm run emulators`, or `npm run emulators -- <command> <arguments>` to run a command with the environment variables.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PREPARED, startEmulators } from './all-emulators.ts';

const INSTALL = fileURLToPath(new URL('../../.ci/install-emulators', import.meta.url));
/** Folder that git ignores. */
const CACHE = new URL('../../.ci/cache/', import.meta.url);
const VARIABLES = new URL('emulators.env', CACHE);

// Google's libraries would search for a metadata server first and wait for it.
process.env['METADATA_SERVER_DETECTION'] = 'none';
// In a shell with the variables of an earlier start, they would use the emulators of that one.
for (const name of ['PUBSUB_EMULATOR_HOST', 'STORAGE_EMULATOR_HOST'])
  Reflect.deleteProperty(process.env, name);
const [, , command, ...args] = process.argv;
if (command !== undefined) requireProgram(command);
install();
const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
console.error('Starting the emulators of Cloud Storage, Pub/Sub and BigQuery');
const emulators = await startEmulators();
try {
  const { environment } = emulators;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(VARIABLES, textOf(environment));
  if (command === undefined) await untilStopped(environment);
  else process.exitCode = await run(command, environment);
} finally {
  rmSync(VARIABLES, { force: true });
  await emulators.close();
}

/** Ends this process if there is no program of a name, before the emulators are started for it. */
function requireProgram(name: string): void {
  const search = ['-c', 'command -v -- "$1"', 'sh', name];
  if (spawnSync('sh', search, { stdio: 'ignore' }).status === 0) return;
  console.error(
    `There is no program ${name}. \`npm run emulators\` starts the emulators until Ctrl-C, and ` +
      '`npm run emulators -- <program> <arguments>` runs a program with them.',
  );
  process.exit(2);
}

/** Puts the emulators on the PATH of this process, after installing those that are missing. */
function install(): void {
  const { status, stdout } = spawnSync(INSTALL, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error('The emulators cannot be installed: see the message above.');
    process.exit(1);
  }
  process.env['PATH'] = [stdout.trim(), process.env['PATH']].join(delimiter);
}

function textOf(environment: Readonly<Record<string, string>>): string {
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${value}\n`);
  return lines.join('');
}

async function untilStopped(environment: Readonly<Record<string, string>>): Promise<void> {
  const { bucket, objects, records } = PREPARED;
  console.log(textOf(environment));
  console.log(
    `The bucket ${bucket} notifies the topic ${objects}; the topic ${records} is for rows. In another shell:\n` +
      '  . .ci/cache/emulators.env\n' +
      'Ctrl-C stops the emulators, and what they hold is lost.',
  );
  await stopped;
}

/** Runs a command, and returns its exit code. */
async function run(
  program: string,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const env = { ...process.env, ...environment };
  const child = spawn(program, args, { env, stdio: 'inherit' });
  const ended = once(child, 'exit');
  void stopped.then(() => child.kill());
  const [code] = (await ended) as [number | null];
  return code ?? 1;
}
