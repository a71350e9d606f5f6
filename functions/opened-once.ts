/**
 * Returns a function that opens a value when it is first called, and returns the same one from then on. If opening fails, the
 * call fails, and the next one opens it again.
 */
export function openedOnce<T>(open: () => Promise<T>): () => Promise<T> {
  let opening: Promise<T> | undefined;
  return () =>
    (opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    }));
}
