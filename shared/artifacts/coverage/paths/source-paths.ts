import type { CoveragePolicy } from '../../../policy/coverage.ts';
import { cleanedPath, isAbsolute } from './cleaned-path.ts';
import { moduleOf } from './go-module.ts';

/**
 * Returns the paths of source files in their repository, given those that a report writes, in the same order.
 *
 * Folders in which builds have their repositories are removed by the policy, then the Go module and the absolute folder that
 * most of the files have in common. Files of other modules keep their whole path, so that they are not taken for files of
 * the repository.
 */
export function sourcePaths(written: readonly string[], policy: CoveragePolicy): readonly string[] {
  const paths = written.map((path) => withoutRoot(cleanedPath(path), policy));
  const goModule = mostFrequent(paths.map((path) => moduleOf(path, policy)));
  const folder = commonFolder(paths.filter(isAbsolute), policy);
  return paths.map((path) => {
    if (goModule !== undefined && path.startsWith(`${goModule}/`)) {
      return path.slice(goModule.length + 1);
    }
    return folder !== '' && path.startsWith(folder) ? path.slice(folder.length) : path;
  });
}

/** Removes the first folder of the policy that a path begins with. */
function withoutRoot(path: string, { roots }: CoveragePolicy): string {
  if (!path.startsWith('/')) return path;
  const segments = path.split('/');
  for (const root of roots) {
    const parts = root.split('/').slice(0, -1);
    const isInside =
      segments.length > parts.length &&
      parts.every((part, i) => part === '*' || part === segments[i]);
    if (isInside) return segments.slice(parts.length).join('/');
  }
  return path;
}

/** Returns the value that is there most often, the first of several; `undefined` counts as no value. */
function mostFrequent(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let most: string | undefined;
  for (const [value, count] of counts) {
    if (count > (most === undefined ? 0 : (counts.get(most) ?? 0))) most = value;
  }
  return most;
}

/**
 * Returns the longest absolute folder that more than half of the paths are in, with a slash at its end, up to the first
 * folder that the policy names as the top of a repository; empty if there is none.
 */
function commonFolder(paths: readonly string[], { source_folders }: CoveragePolicy): string {
  let folder = '';
  let inside = paths;
  while (inside.length > 0) {
    const name = mostFrequent(inside.map((path) => segmentAt(path, folder.length)));
    if (name === undefined || source_folders.includes(name)) return folder;
    folder += `${name}/`;
    inside = inside.filter((path) => path.startsWith(name + '/', folder.length - name.length - 1));
    if (inside.length * 2 <= paths.length) return folder.slice(0, -name.length - 1);
  }
  return folder;
}

/** Returns the name of the folder that begins at an index of a path; `undefined` for the name of the file. */
function segmentAt(path: string, start: number): string | undefined {
  const end = path.indexOf('/', start);
  return end < 0 ? undefined : path.slice(start, end);
}
