/**
 * The outcome of one execution of a test case. An interrupted one was ended from outside, such as by the end of the build,
 * and is evidence of nothing.
 */
export type AttemptOutcome = 'passed' | 'failed' | 'errored' | 'skipped' | 'interrupted';

/** The outcome of a build; `running` until a file states another one. */
export type BuildOutcome = 'passed' | 'failed' | 'aborted' | 'errored' | 'running';

/** The outcome of reading an object. */
export type ReadOutcome = 'parsed' | 'salvaged' | 'ignored' | 'rejected';
