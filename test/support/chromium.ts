import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Path of a Chromium that is installed; `undefined` if there is none. */
export const CHROMIUM: string | undefined = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

/** Switches that keep Chromium from calling servers of its own. */
const QUIET_SWITCHES = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Tests may run as root in a container, where Chromium has no sandbox; it loads only pages of this project.
  '--no-sandbox',
];

/** Starts Chromium without a window, with a profile of its own. */
export async function launchChromium(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('there is no chromium on the PATH');
  return await chromium.launch({ executablePath: CHROMIUM, args: QUIET_SWITCHES });
}
