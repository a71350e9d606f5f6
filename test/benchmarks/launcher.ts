import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The file that starts the command line. */
export const LAUNCHER = fileURLToPath(new URL('../../functions/cli/launch.js', import.meta.url));

/**
 * Runs Node.js and returns the milliseconds until it has ended.
 *
 * @param command its arguments
 * @throws Error if it fails
 */
export async function nodeMilliseconds(command: readonly string[]): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, command, { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`node ${command.join(' ')} ended with ${code ?? 'a signal'}`);
  return performance.now() - begun;
}
