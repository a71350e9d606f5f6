const TESTGRID = /^junit(?:_([^_]+))?(?:_(\d+-\d+))?(?:_(\d+))?\.xml(?:\.gz)?$/;

/** What the name of a JUnit file says, in the form that TestGrid reads. */
export interface JUnitFileName {
  readonly context: string | null;
  readonly timestamp: string | null;
  readonly thread: string | null;
}

/**
 * Takes `junit_<context>_<timestamp>_<thread>.xml` apart, of which each part may be missing. Any other name that
 * begins with `junit` is as good, and says nothing.
 */
export function parseJUnitFileName(file: string): JUnitFileName {
  const [, context, timestamp, thread] = TESTGRID.exec(file.slice(file.lastIndexOf('/') + 1)) ?? [];
  return { context: context ?? null, timestamp: timestamp ?? null, thread: thread ?? null };
}
