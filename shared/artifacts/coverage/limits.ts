import { UnreadableArtifactError } from '../../errors.ts';
import { beginningOf } from '../../domain/shortened.ts';

/** Maximum number of source files of a report, far above that of the largest repositories. */
export const MAX_FILES = 500_000;

/** Maximum size of what is kept of a report, packed, with the paths: that of about 80 million lines. */
export const MAX_BYTES = 256 * 1024 ** 2;

/** Maximum length of all paths together, in characters: that of 300,000 usual ones. */
export const MAX_PATHS_LENGTH = 32 * 1024 ** 2;

/** Maximum length of a path. */
export const MAX_PATH_LENGTH = 4096;

/** Greatest number of a line. */
export const MAX_LINE_NUMBER = 2 ** 31 - 1;

/** Maximum number of entries of one table of a file: several times the lines of the largest generated files. */
export const MAX_ENTRIES = 500_000;

/** Maximum number of entries that a report states by number instead of listing them, such as `(1/2)` branches. */
export const MAX_IMPLIED = 30_000_000;

/** Returns the beginning of a path that is too long, without keeping the rest in memory. */
export function boundedPath(path: string): string {
  if (path.length <= MAX_PATH_LENGTH) return path;
  return Buffer.from(beginningOf(path, MAX_PATH_LENGTH)).toString();
}

/**
 * Checks the number of source files, and the length of their paths together.
 *
 * @throws UnreadableArtifactError if there are more than the reader keeps
 */
export function checkPaths(files: number, length: number): void {
  if (files > MAX_FILES) throw new UnreadableArtifactError(`more than ${MAX_FILES} source files`);
  if (length <= MAX_PATHS_LENGTH) return;
  throw new UnreadableArtifactError(`paths of more than ${MAX_PATHS_LENGTH} characters together`);
}
