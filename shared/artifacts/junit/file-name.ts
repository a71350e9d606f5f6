const TESTGRID = /^junit(?:_([^_]+))?(?:_(\d+-\d+))?(?:_(\d+))?\.xml(?:\.gz)?$/;

/** Parts of the name of a JUnit file, in the form that TestGrid defines. */
export interface JUnitFileName {
  readonly context: string | null;
  readonly timestamp: string | null;
  readonly thread: string | null;
}

/**
 * Parses a file name of the form `junit_<context>_<timestamp>_<thread>.xml`. Each part may be missing; all parts are
 * `null` for a name of another form.
 */
export function parseJUnitFileName(file: string): JUnitFileName {
  const [, context, timestamp, thread] = TESTGRID.exec(file.slice(file.lastIndexOf('/') + 1)) ?? [];
  return { context: context ?? null, timestamp: timestamp ?? null, thread: thread ?? null };
}
