import type { Logger } from '../../ports/logger.ts';

/** Returns a logger that writes each entry as one line of JSON, in the format that Cloud Logging reads from standard output. */
export function createJsonLogger(write: (line: string) => void): Logger {
  return {
    log: (severity, message, fields = {}) => {
      write(`${JSON.stringify({ severity, message, ...fields })}\n`);
    },
  };
}
