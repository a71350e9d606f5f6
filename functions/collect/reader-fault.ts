/** Errors of the language: defects of a reader, or a limit that it met, which the same bytes meet each time. */
const FAULTS: readonly string[] = ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'];

/** Begins the messages of errors for want of memory, which another machine may have. */
const OUT_OF_MEMORY = /^(?:Array buffer allocation failed|Invalid array buffer length)/;

/**
 * Returns the reason for which an object is rejected whose reader threw an error that it should not throw. Errors of stores and
 * buses are of classes of their own, and are thrown on.
 *
 * @returns `undefined` for any other error
 */
export function readerFault(error: unknown): string | undefined {
  // Not `instanceof`: errors of another realm have classes of their own.
  if (typeof error !== 'object' || error === null || !('name' in error)) return undefined;
  const { name } = error;
  const message = 'message' in error ? String(error.message) : '';
  if (typeof name !== 'string' || !FAULTS.includes(name) || OUT_OF_MEMORY.test(message))
    return undefined;
  return `the reader failed, which is a defect of ci-signal that should be reported: ${name}: ${message}`;
}
