import type { Logger } from '../../ports/logger.ts';

/** Writes one line of JSON for each entry, in the format that Cloud Logging takes from standard output. */
export function createJsonLogger(write: (line: string) => void): Logger {
  return {
    log: (severity, message, fields = {}) => {
      write(`${JSON.stringify({ severity, message, ...fields })}\n`);
    },
  };
}

/** Says nothing. */
export const silentLogger: Logger = { log: () => undefined };
