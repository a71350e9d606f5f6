import { secretMask } from '../../domain/secrets/secret-mask.ts';
import type { Policies } from '../../policy/policies.ts';
import type { Logger } from '../../ports/logger.ts';
import { createJsonLogger } from './json-logger.ts';

/** Returns the logger of a cloud function. The policy of secrets is read when the first entry is written. */
export function createFunctionLogger(policies: Pick<Policies, 'secrets'>): Logger {
  return createJsonLogger(
    (line) => process.stdout.write(line),
    (text) => secretMask(policies.secrets).mask(text),
  );
}
