import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/** Writes the URL of each module that is loaded to file descriptor 3. */
const RECORDER = `
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({
  load: (url, context, nextLoad) => {
    writeSync(3, url + '\\n');
    return nextLoad(url, context);
  },
});
`;

/** A process that has ended, and what it loaded. */
export interface LoadedModules {
  readonly status: number | null;
  readonly stderr: string;
  /** Paths from the root of the checkout, and names of packages; modules of Node.js are left out. */
  readonly modules: readonly string[];
}

/** Runs Node.js and returns which modules it loaded. */
export function loadedModules(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): LoadedModules {
  const recorder = `data:text/javascript,${encodeURIComponent(RECORDER)}`;
  const { status, stderr, output } = spawnSync(
    process.execPath,
    ['--import', recorder, ...command],
    {
      cwd: fileURLToPath(ROOT),
      env: { ...process.env, ...environment },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    },
  );
  const urls = (output[3] ?? '').split('\n').filter((url) => url.startsWith('file:'));
  return { status, stderr, modules: [...new Set(urls.map(nameOf))] };
}

function nameOf(url: string): string {
  const [, inPackages] = /^.*\/node_modules\/(.*)$/.exec(url) ?? [];
  if (inPackages === undefined) return url.replace(ROOT.href, '');
  return inPackages
    .split('/')
    .slice(0, inPackages.startsWith('@') ? 2 : 1)
    .join('/');
}
