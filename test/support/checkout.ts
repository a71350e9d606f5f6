import { cp, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What `npm pack` needs of a checkout, besides the files in its root. */
const FOLDERS = ['functions', 'infra', 'shared'];

/** Files that a build or a tool has written. */
const WRITTEN = /(?:^|\/)\.terraform(?:\/|$)|\.duckdb(?:\.wal)?$/;

/**
 * Copies a checkout as far as a build of the package needs it, so that tests that build at the same time have a folder each.
 *
 * @param to folder that exists
 */
export async function copyCheckout(to: string): Promise<void> {
  const entries = await readdir(ROOT, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  for (const name of [...FOLDERS, ...files]) {
    const filter = (source: string): boolean => !WRITTEN.test(source);
    await cp(join(ROOT, name), join(to, name), { recursive: true, filter });
  }
}

/** Gives a folder the packages of the checkout, in place of an installation, which needs the registry. */
export async function linkPackages(folder: string): Promise<void> {
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}
