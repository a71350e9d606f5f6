/** What one execution of a test case came to. */
export type AttemptOutcome = 'passed' | 'failed' | 'errored' | 'skipped';

/** What a build came to; `running` until something says otherwise. */
export type BuildOutcome = 'passed' | 'failed' | 'aborted' | 'errored' | 'running';

/** What reading an object came to. */
export type ReadOutcome = 'parsed' | 'salvaged' | 'ignored' | 'rejected';
