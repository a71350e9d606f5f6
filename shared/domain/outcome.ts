/** The outcome of one execution of a test case. */
export type AttemptOutcome = 'passed' | 'failed' | 'errored' | 'skipped';

/** The outcome of a build; `running` until a file states another one. */
export type BuildOutcome = 'passed' | 'failed' | 'aborted' | 'errored' | 'running';

/** The outcome of reading an object. */
export type ReadOutcome = 'parsed' | 'salvaged' | 'ignored' | 'rejected';
