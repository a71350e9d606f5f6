/** Returns whether the path of a local copy ends with a file name. */
export function hasFileName(path: string, fileName: string): boolean {
  return path === fileName || path.endsWith(`/${fileName}`);
}
