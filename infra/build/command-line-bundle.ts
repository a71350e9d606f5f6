import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

const ROOT = new URL('../../', import.meta.url);

/** Sources whose content is part of the key of kept translations; they are read, not run. */
const TRANSLATION_SOURCES = ['views/dialect/', 'views/googlesql-tokens.ts'];

/**
 * Writes the command line as JavaScript, since Node.js does not run TypeScript of an installed package. Commands stay modules
 * that are loaded when they run, and dependencies stay packages that npm installs.
 *
 * @param target `dist/` in the package; its folders `bundle/` and `views/` are replaced
 * @returns what esbuild says about inputs and imports
 */
export async function bundleCommandLine(target: URL): Promise<Metafile> {
  for (const folder of ['bundle/', 'views/']) {
    await rm(new URL(folder, target), { recursive: true, force: true });
  }
  const { metafile } = await build({
    entryPoints: {
      'command-line': fileURLToPath(new URL('functions/cli/command-line.ts', ROOT)),
      'reader-thread': fileURLToPath(new URL('functions/cli/readers/main.ts', ROOT)),
    },
    // Modules of the bundle are as deep in the package as most sources, so that relative URLs name the same data.
    outdir: fileURLToPath(new URL('bundle/cli/', target)),
    bundle: true,
    splitting: true,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: 'node24',
    packages: 'external',
    metafile: true,
    logLevel: 'warning',
  });
  for (const source of TRANSLATION_SOURCES) {
    await cp(new URL(`shared/${source}`, ROOT), new URL(source, target), { recursive: true });
  }
  return metafile;
}
