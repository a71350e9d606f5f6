import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';

/** The first time of the format, in any time zone: all files have it, so that the same files give the same archive. */
const TIME = new Date(1980, 0, 1);
/** Unix, and a regular file that all may read. */
const ATTRIBUTES = { os: 3, attrs: 0o100644 * 0x10000 };

/** Returns a ZIP archive of the files of a folder, from which Cloud Functions builds: the same files give the same bytes. */
export async function zipFolder(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const files = await Promise.all(
    paths.map(
      async (path) => [path.split(sep).join('/'), await readFile(join(folder, path))] as const,
    ),
  );
  return zipSync(Object.fromEntries(files), { level: 9, mtime: TIME, ...ATTRIBUTES });
}
