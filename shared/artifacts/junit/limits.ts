import type { TextLimit } from '../syntax/text/bounded-text.ts';

/** Names: long enough for any that people wrote, short enough for a warehouse to group by. */
export const NAME_LIMIT: TextLimit = { head: 1536, tail: 512 };

/** Messages, reasons, values of properties. */
export const MESSAGE_LIMIT: TextLimit = { head: 3 * 1024, tail: 1024 };

/** Texts of failures: the first part has the cause, the last one the outermost frames. */
export const FAILURE_TEXT_LIMIT: TextLimit = { head: 8 * 1024, tail: 8 * 1024 };

/** Properties kept of one test case, or of all suites together. */
export const MAX_PROPERTIES = 100;

/** Failures, errors and re-runs kept of one test case. */
export const MAX_FAULTS = 100;
