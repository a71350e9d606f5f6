const DRIVE = /^[A-Za-z]:\//;

/**
 * Returns a path with slashes only, without `file://`, empty segments, `.` and, as far as they go, `..`, and with
 * {@link legibleCharacters} only.
 */
export function cleanedPath(written: string): string {
  const slashes = written.replace(/^file:\/\//, '').replaceAll('\\', '/');
  const segments: string[] = [];
  for (const segment of slashes.split('/')) {
    if (segment === '' || segment === '.') continue;
    const before = segments.at(-1);
    if (segment === '..' && before !== undefined && before !== '..') segments.pop();
    else segments.push(segment);
  }
  const path = segments.join('/');
  const clean = legibleCharacters(path);
  return slashes.startsWith('/') ? `/${clean}` : clean;
}

/** Replaces what is no character of a path, and what warehouses reject, by U+FFFD. */
export function legibleCharacters(path: string): string {
  // eslint-disable-next-line no-control-regex -- these characters are searched for
  return path.replaceAll(/[\x00-\x1f\x7f]/g, '\ufffd').toWellFormed();
}

/** Returns whether a cleaned path begins at the root of a file system. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || DRIVE.test(path);
}
