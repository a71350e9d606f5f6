import type { Environment } from './settings.ts';

/** Returns the environment variables of this process. No other file reads them. */
export function environment(): Environment {
  return process.env;
}
