import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { compareNames } from '../../domain/name-order.ts';
import { messageOf, StoreUnavailableError } from '../../errors.ts';

interface WalkOptions {
  readonly prefix?: string;
  readonly startOffset?: string;
}

/** A folder on the way of a walk. */
interface Folder {
  /** Its name below the root, with a slash at the end; empty for the root. */
  readonly name: string;
  /** Real paths of the folder and of those that it was reached through. */
  readonly realPaths: readonly string[];
}

/**
 * Yields the names of the files below a folder in the order of their UTF-8 bytes, like a listing of a bucket. Links to folders
 * are followed, unless they lead back to a folder on the way.
 *
 * @throws StoreUnavailableError if a folder cannot be listed
 */
export function* walk(root: string, options: WalkOptions = {}): Generator<string> {
  const realPath = unlessMissing(() => realpathSync(root));
  if (realPath === undefined) return;
  yield* walkFolder(root, { name: '', realPaths: [realPath] }, options);
}

/**
 * Returns the names of the folders, with a `/` at the end, that are reached from a prefix by one more `/`, in the order of
 * their UTF-8 bytes. Folders without files count as well.
 *
 * @throws StoreUnavailableError if the folder that holds them cannot be listed
 */
export function foldersOf(root: string, prefix: string): readonly string[] {
  const name = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  return namedEntries(join(root, name), name)
    .map((entry) => entry.name)
    .filter((folder) => folder.endsWith('/') && folder.startsWith(prefix));
}

function* walkFolder(root: string, folder: Folder, options: WalkOptions): Generator<string> {
  const path = join(root, folder.name);
  for (const { entry, name } of namedEntries(path, folder.name)) {
    if (!name.endsWith('/')) {
      if (matches(name, options)) yield name;
    } else if (mayHold(name, options)) {
      const realPath = realPathOf(entry, path, folder);
      if (realPath === undefined || folder.realPaths.includes(realPath)) continue;
      yield* walkFolder(root, { name, realPaths: [...folder.realPaths, realPath] }, options);
    }
  }
}

/** Returns the entries of a folder with their names below the root, in the order of the names' UTF-8 bytes. */
function namedEntries(
  path: string,
  folderName: string,
): readonly { readonly entry: Dirent; readonly name: string }[] {
  const entries = unlessMissing(() => readdirSync(path, { withFileTypes: true })) ?? [];
  return entries
    .map((entry) => ({ entry, name: folderName + entry.name + (isFolder(entry, path) ? '/' : '') }))
    .sort((a, b) => compareNames(a.name, b.name));
}

/** Returns the real path of a folder in another one; `undefined` if a link to it is broken by now. */
function realPathOf(entry: Dirent, path: string, { realPaths }: Folder): string | undefined {
  if (entry.isSymbolicLink()) return unlessMissing(() => realpathSync(join(path, entry.name)));
  return join(realPaths.at(-1) ?? path, entry.name);
}

/** Returns whether an entry is a folder or a link to one; a link that cannot be followed is none. */
function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(path, entry.name)).isDirectory();
  } catch {
    return false;
  }
}

/** Returns whether objects below a folder can match the prefix and the start offset. */
function mayHold(folder: string, { prefix = '', startOffset = '' }: WalkOptions): boolean {
  const isOnTheWay = folder.startsWith(prefix) || prefix.startsWith(folder);
  return isOnTheWay && (startOffset.startsWith(folder) || isFrom(folder, startOffset));
}

function matches(name: string, { prefix = '', startOffset = '' }: WalkOptions): boolean {
  return name.startsWith(prefix) && isFrom(name, startOffset);
}

function isFrom(name: string, startOffset: string): boolean {
  return startOffset === '' || compareNames(name, startOffset) >= 0;
}

/** Returns the result of a file system call, or `undefined` if the file or folder does not exist. */
export function unlessMissing<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new StoreUnavailableError(messageOf(error), { cause: error });
  }
}
