import type { MaskText } from '../../domain/secrets/secret-mask.ts';
import type { Logger } from '../../ports/logger.ts';

/** Fields with names of objects, which stay as they are, so that an entry leads to its object. */
const NAMES: ReadonlySet<string> = new Set(['bucket', 'name']);

/**
 * Returns a logger that writes each entry as one line of JSON, in the format that Cloud Logging reads from standard output.
 *
 * @param mask hides the secrets in the texts of an entry
 */
export function createJsonLogger(write: (line: string) => void, mask: MaskText): Logger {
  const masked = (name: string, value: unknown): unknown =>
    typeof value === 'string' && !NAMES.has(name) ? mask(value) : value;
  return {
    log: (severity, message, fields = {}) => {
      write(`${JSON.stringify({ severity, message, ...fields }, masked)}\n`);
    },
  };
}
