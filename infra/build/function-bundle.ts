import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { cyclonedxEsbuildPlugin } from '@cyclonedx/cyclonedx-esbuild';
import { build, type Metafile, type Plugin } from 'esbuild';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };

const FRAMEWORK = '@google-cloud/functions-framework';

/** File beside a bundle with the packages that are in it, in the format of CycloneDX. */
export const BILL_OF_MATERIALS = 'bom.cdx.json';

const ROOT = new URL('../../', import.meta.url);

/** Functions that are deployed, each from its own bundle: the folders whose composition root registers with the framework. */
export const FUNCTION_NAMES: readonly string[] = readdirSync(new URL('functions/', ROOT))
  .filter((name) => registersFunction(new URL(`functions/${name}/main.ts`, ROOT)))
  .sort();

function registersFunction(main: URL): boolean {
  return existsSync(main) && readFileSync(main, 'utf8').includes(`from '${FRAMEWORK}'`);
}

/** What parts of libraries expect that are CommonJS, inside of a bundle that is an ES module. */
const COMMONJS = `
import { createRequire as createBundleRequire } from 'node:module';
const require = createBundleRequire(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
`;

/** Changes of a bundle that runs on this machine only. */
export interface BundleChanges {
  /** Packages that are loaded from `node_modules`, because their native code cannot be bundled. */
  readonly external: readonly string[];
  readonly plugins: readonly Plugin[];
}

const NO_CHANGES: BundleChanges = { external: [], plugins: [] };

/**
 * Writes a folder from which a function can be deployed: its bundle with its bill of materials, the data that it reads, and
 * a package.json that installs nothing but the Functions Framework, which loads the bundle.
 *
 * @param target folder of the function; what it holds is replaced
 * @returns what esbuild says about inputs and imports
 */
export async function bundleFunction(
  name: string,
  target: URL,
  { external, plugins }: BundleChanges = NO_CHANGES,
): Promise<Metafile> {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  // The bundle is as deep in the folder as its sources are in the checkout, so that relative URLs name the same data.
  const place = `bundle/functions/${name}`;
  const { metafile } = await build({
    entryPoints: { main: fileURLToPath(new URL(`functions/${name}/main.ts`, ROOT)) },
    outdir: fileURLToPath(new URL(place, target)),
    bundle: true,
    splitting: true,
    format: 'esm',
    // The framework knows .mjs to be a module without loading a library that looks it up.
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: 'node24',
    external: [FRAMEWORK, ...external],
    plugins: [
      cyclonedxEsbuildPlugin({
        outputFile: BILL_OF_MATERIALS,
        outputReproducible: true,
        logLevel: 'silent',
      }),
      ...plugins,
    ],
    banner: { js: COMMONJS },
    legalComments: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  if (name === 'refresh') {
    await cp(new URL('infra/views/', ROOT), new URL('infra/views/', target), { recursive: true });
  }
  await writeFile(new URL('package.json', target), packageOf(name, `${place}/main.mjs`));
  return metafile;
}

function packageOf(name: string, main: string): string {
  const { version, license } = packageJson;
  const written = {
    name: `ci-signal-${name}`,
    version,
    license,
    private: true,
    type: 'module',
    main,
    // Of a range without an end, Google's buildpacks may take a newer version than the runtime of the function.
    engines: { node: '24.x.x' },
    scripts: { start: `functions-framework --target=${name}` },
    dependencies: { [FRAMEWORK]: lockedVersion(FRAMEWORK) },
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** Returns the version of a package in the lock file, with which the tests run. */
function lockedVersion(name: string): string {
  const entry = z.object({ version: z.string() });
  const { packages } = z
    .object({ packages: z.object({ [`node_modules/${name}`]: entry }) })
    .parse(JSON.parse(readFileSync(new URL('package-lock.json', ROOT), 'utf8')));
  return entry.parse(packages[`node_modules/${name}`]).version;
}
