import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bundleFunction, FUNCTION_NAMES } from '../../../../infra/build/function-bundle.ts';

/** Names that a file takes from another one of the bundle by `const { a, b: c } = await import(…)`. */
const LATE = /const \{([^}]*)\} = await import\("\.\/([^"]+)"\)/g;

/** Returns the names that a module exports, as esbuild writes them. */
function exportsOf(text: string): ReadonlySet<string> {
  const [, list = ''] = /export \{([^}]*)\};/.exec(text) ?? [];
  const names = list.split(',').map((item) => item.trim().split(' as ').at(-1) ?? '');
  return new Set([...names, ...(text.includes('export default ') ? ['default'] : [])]);
}

describe('a bundle', () => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bundles-'));
    for (const name of FUNCTION_NAMES) {
      await bundleFunction(name, pathToFileURL(`${join(folder, name)}/`));
    }
  }, 120_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('asks for Node.js as the functions do in Terraform, and for the Functions Framework of the tests', () => {
    const terraform = new URL(
      '../../../../infra/terraform/modules/function/main.tf',
      import.meta.url,
    );
    const [, runtime] = /runtime += "nodejs(\d+)"/.exec(readFileSync(terraform, 'utf8')) ?? [];
    const framework = new URL(
      '../../../../node_modules/@google-cloud/functions-framework/package.json',
      import.meta.url,
    );
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(framework, 'utf8')));
    const written: unknown = JSON.parse(readFileSync(join(folder, 'collect/package.json'), 'utf8'));
    expect(written).toMatchObject({
      engines: { node: `${runtime}.x.x` },
      dependencies: { '@google-cloud/functions-framework': version },
    });
  });

  // A CommonJS package that is imported later has its default export only, unlike in Node.js.
  test.each(FUNCTION_NAMES)('of %s finds all that it imports later', (name) => {
    const place = join(folder, name, 'bundle/functions', name);
    const textOf = (file: string): string => readFileSync(join(place, file), 'utf8');
    const missing = readdirSync(place)
      .filter((file) => file.endsWith('.mjs'))
      .flatMap((file) => [...textOf(file).matchAll(LATE)])
      .flatMap(([, names = '', from = '']) => {
        const exported = exportsOf(textOf(from));
        const wanted = names.split(',').map((item) => item.split(':')[0]?.trim() ?? '');
        return wanted.filter((each) => !exported.has(each)).map((each) => `${each} of ${from}`);
      });
    expect(missing).toStrictEqual([]);
  });
});
