import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { BILL_OF_MATERIALS, bundleFunction } from '../../../../infra/build/function-bundle.ts';

const billSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  components: z.array(
    z.object({
      group: z.string().optional(),
      name: z.string(),
      version: z.string(),
      purl: z.string(),
      licenses: z.array(z.unknown()).min(1),
    }),
  ),
});

const packageSchema = z.object({ name: z.string(), version: z.string() });

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bill-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Returns names and versions of the packages that files of a bundle belong to, without that of the project. */
function packagesOf(files: readonly string[]): readonly string[] {
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(file)?.[0]);
  const found = [...new Set(folders)].filter((path) => path !== undefined);
  return found.map((path) => {
    const file = readFileSync(join(path, 'package.json'), 'utf8');
    const { name, version } = packageSchema.parse(JSON.parse(file));
    return `${name}@${version}`;
  });
}

test.each(['collect', 'load'])(
  'the bill of materials of %s names the packages in its bundle with their licences, and no other',
  async (name) => {
    const target = pathToFileURL(`${join(folder, name)}/`);
    const { outputs } = await bundleFunction(name, target);
    const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
    const path = new URL(`bundle/functions/${name}/${BILL_OF_MATERIALS}`, target);
    const { components } = billSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const listed = components.map(({ group, name: own, version }) =>
      group === undefined ? `${own}@${version}` : `${group}/${own}@${version}`,
    );
    expect(listed.length).toBeGreaterThan(10);
    expect(listed.toSorted()).toEqual(packagesOf(files).toSorted());
  },
);
