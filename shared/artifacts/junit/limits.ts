import type { TextLimit } from '../syntax/text/bounded-text.ts';

/** Limit of names: long enough for names written by people, short enough for a warehouse to group by. */
export const NAME_LIMIT: TextLimit = { head: 1536, tail: 512 };

/** Limit of messages, reasons and values of properties. */
export const MESSAGE_LIMIT: TextLimit = { head: 3 * 1024, tail: 1024 };

/** Limit of failure texts: the beginning contains the cause, the end the outermost frames. */
export const FAILURE_TEXT_LIMIT: TextLimit = { head: 8 * 1024, tail: 8 * 1024 };

/** Maximum number of properties that are kept of one test case, or of all suites together. */
export const MAX_PROPERTIES = 100;

/** Maximum number of failures, errors and re-runs that are kept of one test case. */
export const MAX_FAULTS = 100;
