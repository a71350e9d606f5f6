import type { Logger } from '../../shared/ports/logger.ts';

/** Replaces the log, because the summary of a command says the same. */
export const NO_LOG: Logger = { log: () => undefined };
