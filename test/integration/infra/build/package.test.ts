import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleCommandLine } from '../../../../infra/build/command-line-bundle.ts';
import packageJson from '../../../../package.json' with { type: 'json' };
import { installPackage, type InstalledPackage } from '../../../support/installed-package.ts';

const execute = promisify(execFile);

let folder: string;
let bundled: Awaited<ReturnType<typeof bundleCommandLine>>;
let installed: InstalledPackage;

/** Runs the installed command in the folder, and returns what it printed. */
async function ciSignal(...args: readonly string[]): Promise<string> {
  const { stdout } = await execute(process.execPath, [installed.launcher, ...args], {
    cwd: folder,
  });
  return stdout;
}

/** Returns what a server prints up to its address, or all if it ends before. */
async function untilAddress(output: Readable): Promise<string> {
  let printed = '';
  for await (const chunk of output) {
    printed += String(chunk);
    if (printed.includes('http://')) break;
  }
  return printed;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  installed = await installPackage(folder);
  bundled = await bundleCommandLine(pathToFileURL(`${join(folder, 'other')}/`));
  writeFileSync(join(folder, 'cover.out'), 'mode: set\nexample.com/m/a.go:1.1,2.2 3 1\n');
  await ciSignal('simulate', 'bucket', '--days', '1', '--scale', '0.03');
  await ciSignal('ingest', 'bucket', '--warehouse', 'w.duckdb');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the package has what its command runs, and neither sources nor tests', () => {
  const folders = new Set(installed.files.map((path) => path.split('/').slice(0, 2).join('/')));
  expect([...folders].toSorted()).toEqual(
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'dist/bundle',
      'dist/views',
      'functions/cli',
      'infra/views',
      'package.json',
    ].toSorted(),
  );
  const sources = installed.files.filter(
    (path) => path.endsWith('.ts') && !path.startsWith('dist/views/'),
  );
  expect(sources).toEqual([]);
});

test('the bundle imports packages only that are dependencies', () => {
  const imported = Object.values(bundled.outputs).flatMap(({ imports }) => imports);
  const names = imported
    .filter(({ path, external }) => external === true && !path.startsWith('node:'))
    .map(({ path }) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path);
  const unknown = names.filter((name) => !Object.hasOwn(packageJson.dependencies, name));
  expect(new Set(unknown)).toEqual(new Set());
});

test('the installed command reads a bucket in threads, and answers questions', async () => {
  expect(await ciSignal('--version')).toBe(`${packageJson.version}\n`);
  const sql = 'SELECT COUNT(*) > 0 AS found FROM test_results';
  expect(await ciSignal('query', '--warehouse', 'w.duckdb', '--format', 'ndjson', sql)).toBe(
    '{"found":true}\n',
  );
  expect(await ciSignal('coverage', 'cover.out', '--format', 'ndjson')).toContain('"a.go"');
  expect(await ciSignal('models', 'jobs', '--dialect', 'duckdb')).toContain('VIEW ci."jobs"');
});

test('the installed command serves the dashboard', async () => {
  const args = [installed.launcher, 'serve', '--warehouse', 'w.duckdb', '--port', '0'];
  const server = spawn(process.execPath, args, { cwd: folder });
  try {
    const printed = await untilAddress(server.stdout);
    const [origin = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
    expect((await fetch(`${origin}/jobs`)).status).toBe(200);
  } finally {
    server.kill();
    await once(server, 'close');
  }
});

test('what is packed depends on the checkout only', () => {
  const names = (path: string): readonly string[] =>
    readdirSync(join(path, 'bundle/cli')).toSorted();
  // Names of chunks have digests of their content.
  expect(names(join(installed.folder, 'dist'))).toEqual(names(join(folder, 'other')));
});
