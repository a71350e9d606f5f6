import { describe, expect, test } from '@jest/globals';
import { parseSource, readSources, type Source } from '../support/imports.ts';

/** A rule of ARCHITECTURE.md: which files it is about, and what in them breaks it. */
interface Rule {
  readonly name: string;
  readonly applies: (path: string) => boolean;
  readonly breaks: (source: Source) => readonly string[];
}

const PURE =
  /^(shared\/(schema|policy|domain|artifacts|rows|messages|views)|functions\/cli\/simulation)\//;
const MAIN = /^functions\/[^/]+\/main\.ts$/;

/** Modules of Node.js that compute, and neither read nor write anything. */
const COMPUTING = new Set(['node:buffer', 'node:crypto', 'node:stream', 'node:util', 'node:zlib']);

const CLOCK_OR_CHANCE =
  /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bMath\.random\(|\bprocess\./g;

/** The folder of adapters that a file belongs to, such as `duckdb`. */
function adapterOf(path: string): string {
  return path.slice('shared/adapters/'.length).split('/')[0] ?? '';
}

const RULES: readonly Rule[] = [
  {
    name: 'what computes does no I/O',
    applies: (path) => PURE.test(path),
    breaks: ({ imports }) =>
      imports.filter(
        (name) =>
          (name.startsWith('node:') && !COMPUTING.has(name)) ||
          /^shared\/(adapters|config)\//.test(name),
      ),
  },
  {
    name: 'what computes reads no clock, chance or environment',
    applies: (path) => PURE.test(path),
    breaks: ({ text }) => text.match(CLOCK_OR_CHANCE) ?? [],
  },
  {
    name: 'ports are interfaces only',
    applies: (path) => path.startsWith('shared/ports/'),
    breaks: ({ isTypesOnly }) => (isTypesOnly ? [] : ['code that runs']),
  },
  {
    name: 'only adapters know the cloud, DuckDB and the file system',
    applies: (path) => !path.startsWith('shared/adapters/'),
    breaks: ({ path, imports }) =>
      imports.filter(
        (name) =>
          /^(@google-cloud|@duckdb|google-auth-library|node:fs)/.test(name) &&
          !(MAIN.test(path) && name === '@google-cloud/functions-framework'),
      ),
  },
  {
    name: 'adapters do not know each other',
    applies: (path) => path.startsWith('shared/adapters/'),
    breaks: ({ path, imports }) =>
      imports.filter(
        (name) => name.startsWith('shared/adapters/') && adapterOf(name) !== adapterOf(path),
      ),
  },
  {
    name: 'only main names adapters',
    applies: (path) => !path.startsWith('shared/adapters/') && !MAIN.test(path),
    breaks: ({ imports }) => imports.filter((name) => name.startsWith('shared/adapters/')),
  },
  {
    name: 'shared knows no function',
    applies: (path) => path.startsWith('shared/'),
    breaks: ({ imports }) => imports.filter((name) => name.startsWith('functions/')),
  },
  {
    name: 'one file reads the environment',
    applies: (path) => path !== 'shared/config/environment.ts',
    breaks: ({ text }) => text.match(/process\.env\b/g) ?? [],
  },
  {
    name: 'no default exports',
    applies: () => true,
    breaks: ({ hasDefaultExport }) => (hasDefaultExport ? ['export default'] : []),
  },
];

const SOURCES = readSources('functions', 'shared');

function broken(rule: Rule, sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => rule.applies(path))
    .flatMap((source) => rule.breaks(source).map((what) => `${source.path}: ${what}`));
}

test('there are sources to look at', () => {
  expect(SOURCES.length).toBeGreaterThan(100);
});

describe.each(RULES)('$name', (rule) => {
  test('holds', () => {
    expect(broken(rule, SOURCES)).toEqual([]);
  });
});

describe('the check notices', () => {
  test.each([
    { path: 'shared/artifacts/x.ts', text: "import { readFile } from 'node:fs';" },
    { path: 'shared/rows/x.ts', text: 'export const now = () => Date.now();' },
    { path: 'shared/domain/x.ts', text: "const m = await import('node:net');" },
    { path: 'shared/ports/x.ts', text: 'export const limit = 1;' },
    { path: 'functions/collect/x.ts', text: "import { Storage } from '@google-cloud/storage';" },
    { path: 'functions/collect/x.ts', text: "import { x } from '../../shared/adapters/x.ts';" },
    { path: 'shared/adapters/duckdb/x.ts', text: "export { y } from '../google/y.ts';" },
    { path: 'shared/config/x.ts', text: "import { x } from '../../functions/x.ts';" },
    { path: 'shared/messages/x.ts', text: 'export const home = process.env.HOME;' },
    { path: 'shared/errors/x.ts', text: 'export default class X {}' },
  ])('$path with $text', ({ path, text }) => {
    const found = RULES.filter((rule) => broken(rule, [parseSource(path, text)]).length > 0);
    expect(found).not.toEqual([]);
  });
});
