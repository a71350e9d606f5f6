import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const VARIABLES = fileURLToPath(new URL('../../.ci/cache/emulators.env', import.meta.url));

let running: ChildProcess | undefined;

afterEach(() => {
  running?.kill('SIGTERM');
});

/** Starts the command as `npm run emulators` does. */
function startCommand(...args: readonly string[]) {
  const ended = '127.0.0.1:9';
  const child = spawn(process.execPath, ['test/emulator/main.ts', ...args], {
    cwd: ROOT,
    // A shell may have the variables of emulators that have ended.
    env: { ...process.env, PUBSUB_EMULATOR_HOST: ended, STORAGE_EMULATOR_HOST: ended },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  return child;
}

test('npm run emulators starts them, writes where they are, and stops them on Ctrl-C', async () => {
  const child = startCommand();
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.includes('Ctrl-C')) break;
  }
  const written = readFileSync(VARIABLES, 'utf8');
  expect(printed).toContain(written);
  const variables = new Map(
    [...written.matchAll(/^export (\w+)=(.*)$/gm)].map(([, ...pair]) => pair as [string, string]),
  );
  const urls = [
    `${variables.get('STORAGE_ENDPOINT')}/storage/v1/b/artifacts`,
    `http://${variables.get('PUBSUB_EMULATOR_HOST')}/v1/projects/proj-one/topics/ci-objects`,
    `${variables.get('BIGQUERY_ENDPOINT')}/bigquery/v2/projects/proj-one/datasets`,
  ];
  for (const url of urls) expect((await fetch(url)).status).toBe(200);

  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(existsSync(VARIABLES)).toBe(false);
  for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('npm run emulators -- <command> runs the command with them, and ends with its code', async () => {
  const script = 'fetch(process.env.BIGQUERY_ENDPOINT).then(() => process.exit(7))';
  const child = startCommand(process.execPath, '-e', script);
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(7);
  expect(existsSync(VARIABLES)).toBe(false);
});
