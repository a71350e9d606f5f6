import { describe, expect, test } from 'vitest';
import { parseSource, readSources, type Source } from '../support/imports.ts';

/** The layers of ARCHITECTURE.md from the bottom to the top; folders of one layer may import each other. */
const LAYERS: readonly (readonly string[])[] = [
  ['shared/schema/'],
  ['shared/policy/'],
  ['shared/domain/'],
  ['shared/ports/'],
  ['shared/artifacts/', 'shared/rows/', 'shared/messages/', 'shared/views/'],
  ['shared/config/', 'shared/retry/'],
  ['shared/adapters/'],
  ['functions/'],
];

/** The file that every layer may import. */
const ERRORS = 'shared/errors.ts';

/** Folders whose code only computes: the same input always gives the same output. */
const COMPUTING_FOLDERS: readonly string[] = [
  'shared/schema/',
  'shared/policy/',
  'shared/domain/',
  'shared/artifacts/',
  'shared/rows/',
  'shared/messages/',
  'shared/views/',
  'functions/cli/simulation/',
];

/** The files of shared/ and functions/ that may import data of infra/. */
const INFRA_READERS: readonly string[] = [
  'shared/config/policies.ts',
  'shared/adapters/local/view-files.ts',
];

/** Modules of Node.js that compute and neither read nor write anything. */
const COMPUTING_MODULES: ReadonlySet<string> = new Set([
  'node:buffer',
  'node:crypto',
  'node:stream',
  'node:util',
  'node:zlib',
]);

const CLOCK_OR_RANDOMNESS =
  /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bMath\.random\(|\brandom(?:UUID|Bytes|Int)\(|\bprocess\./g;

const SERVICES = /^(?:@google-cloud\/|@duckdb\/|@grpc\/|@octokit\/|google-auth-library$)/;
const FILE_SYSTEM = /^node:fs(?:\/|$)/;
const MAIN = /^functions\/(?:[^/]+\/)+main\.ts$/;

interface LayerRule {
  readonly sentence: string;
  readonly appliesTo: (path: string) => boolean;
  /** Returns the imports or texts of a file that break the rule. */
  readonly violations: (source: Source) => readonly string[];
  /** A file that breaks the rule, which proves that the check finds it. */
  readonly example: Pick<Source, 'path' | 'text'>;
}

const RULES: readonly LayerRule[] = [
  {
    sentence: 'A file of shared/ or functions/ imports its own layer, lower layers and errors.ts.',
    appliesTo: (path) => layerOf(path) >= 0,
    violations: ({ path, imports }) => imports.filter((name) => layerOf(name) > layerOf(path)),
    example: { path: 'shared/domain/x.ts', text: "import { y } from '../rows/y.ts';" },
  },
  {
    sentence: 'errors.ts imports nothing.',
    appliesTo: (path) => path === ERRORS,
    violations: ({ imports }) => imports,
    example: { path: ERRORS, text: "import { x } from './schema/x.ts';" },
  },
  {
    sentence: 'shared/schema imports nothing but itself.',
    appliesTo: (path) => path.startsWith('shared/schema/'),
    violations: ({ imports }) => imports.filter((name) => !name.startsWith('shared/schema/')),
    example: { path: 'shared/schema/x.ts', text: "import { z } from 'zod';" },
  },
  {
    sentence: 'shared/ports holds interfaces only.',
    appliesTo: (path) => path.startsWith('shared/ports/'),
    violations: ({ isTypesOnly }) => (isTypesOnly ? [] : ['code that runs']),
    example: { path: 'shared/ports/x.ts', text: 'export const limit = 1;' },
  },
  {
    sentence: 'The folders that compute do no I/O.',
    appliesTo: isComputing,
    violations: ({ imports }) =>
      imports.filter((name) => name.startsWith('node:') && !COMPUTING_MODULES.has(name)),
    example: { path: 'shared/domain/x.ts', text: "const net = await import('node:net');" },
  },
  {
    sentence: 'The folders that compute use no clock, no randomness and nothing of the process.',
    appliesTo: isComputing,
    violations: ({ text }) => text.match(CLOCK_OR_RANDOMNESS) ?? [],
    example: { path: 'shared/rows/x.ts', text: 'export const now = () => Date.now();' },
  },
  {
    sentence: 'Only shared/config/environment.ts reads the environment.',
    appliesTo: (path) => path !== 'shared/config/environment.ts',
    violations: ({ text }) => text.match(/process\.env\b/g) ?? [],
    example: { path: 'functions/x.ts', text: 'export const home = process.env.HOME;' },
  },
  {
    sentence: 'Only adapters import client libraries of Google Cloud, DuckDB and GitHub.',
    appliesTo: (path) => !path.startsWith('shared/adapters/'),
    violations: ({ path, imports }) =>
      imports.filter(
        (name) =>
          SERVICES.test(name) && !(MAIN.test(path) && name === '@google-cloud/functions-framework'),
      ),
    example: {
      path: 'functions/collect/x.ts',
      text: "import { Storage } from '@google-cloud/storage';",
    },
  },
  {
    sentence: 'Only adapters, and the generators of infra/, use the file system.',
    appliesTo: (path) => !path.startsWith('shared/adapters/') && !path.startsWith('infra/'),
    violations: ({ imports }) => imports.filter((name) => FILE_SYSTEM.test(name)),
    example: { path: 'functions/cli/x.ts', text: "import { readFile } from 'node:fs/promises';" },
  },
  {
    sentence: 'A folder of adapters does not import another one.',
    appliesTo: (path) => /^shared\/adapters\/.+\//.test(path),
    violations: ({ path, imports }) =>
      imports.filter(
        (name) => name.startsWith('shared/adapters/') && folderOf(name) !== folderOf(path),
      ),
    example: { path: 'shared/adapters/duckdb/x.ts', text: "export { y } from '../google/y.ts';" },
  },
  {
    sentence: 'Of the functions only main.ts names adapters; all other files get ports.',
    appliesTo: (path) => path.startsWith('functions/') && !MAIN.test(path),
    violations: ({ imports }) => imports.filter((name) => name.startsWith('shared/adapters/')),
    example: {
      path: 'functions/load/handler.ts',
      text: "import { x } from '../../shared/adapters/duckdb/x.ts';",
    },
  },
  {
    sentence: 'Only the loader of policies and the reader of views import from infra/.',
    appliesTo: (path) => !path.startsWith('infra/') && !INFRA_READERS.includes(path),
    violations: ({ imports }) => imports.filter((name) => name.startsWith('infra/')),
    example: {
      path: 'shared/domain/x.ts',
      text: "import x from '../../infra/policy/x.json' with { type: 'json' };",
    },
  },
  {
    sentence: 'infra/ imports itself and shared/.',
    appliesTo: (path) => path.startsWith('infra/'),
    violations: ({ imports }) => imports.filter((name) => name.startsWith('functions/')),
    example: { path: 'infra/generate/x.ts', text: "import { y } from '../../functions/y.ts';" },
  },
];

/** Returns the height of the layer that a file belongs to, and -1 for a package or a file outside of the layers. */
function layerOf(path: string): number {
  return LAYERS.findIndex((folders) => folders.some((folder) => path.startsWith(folder)));
}

function isComputing(path: string): boolean {
  return COMPUTING_FOLDERS.some((folder) => path.startsWith(folder));
}

/** Returns the first three parts of a path, such as `shared/adapters/duckdb`. */
function folderOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}

function violationsIn(rule: LayerRule, sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => rule.appliesTo(path))
    .flatMap((source) => rule.violations(source).map((found) => `${source.path}: ${found}`));
}

const SOURCES = readSources('functions', 'shared', 'infra');

describe.each(RULES)('$sentence', (rule) => {
  test('is obeyed', () => {
    expect(violationsIn(rule, SOURCES)).toEqual([]);
  });

  test('is checked: a file that breaks it is detected', () => {
    const { path, text } = rule.example;
    expect(violationsIn(rule, [parseSource(path, text)])).not.toEqual([]);
  });
});

test('every file belongs to a layer', () => {
  const others = SOURCES.map(({ path }) => path).filter(
    (path) => layerOf(path) < 0 && path !== ERRORS && !path.startsWith('infra/'),
  );
  expect(others).toEqual([]);
  expect(SOURCES.length).toBeGreaterThan(100);
});
