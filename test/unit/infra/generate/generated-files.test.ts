import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { updateFiles, type FileGenerator } from '../../../../infra/generate/generated-files.ts';

let folder: string;
let first: URL;
let second: URL;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'generated-'));
  first = pathToFileURL(join(folder, 'first'));
  second = pathToFileURL(join(folder, 'second'));
  writeFileSync(first, 'old');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Generators of two files, the second of which is derived from the first. */
const generators: readonly FileGenerator[] = [
  () => Promise.resolve([{ file: first, text: 'new' }]),
  () => Promise.resolve([{ file: second, text: `from ${readFileSync(first, 'utf8')}` }]),
];

test('writes files that are missing or out of date, in order, and returns them', async () => {
  expect(await updateFiles(generators, { isCheck: false })).toEqual([first, second]);
  expect(readFileSync(first, 'utf8')).toBe('new');
  expect(readFileSync(second, 'utf8')).toBe('from new');
});

test('returns nothing once all files are up to date', async () => {
  await updateFiles(generators, { isCheck: false });
  expect(await updateFiles(generators, { isCheck: false })).toEqual([]);
  expect(await updateFiles(generators, { isCheck: true })).toEqual([]);
});

test('a check returns the same files and writes nothing', async () => {
  expect(await updateFiles(generators, { isCheck: true })).toEqual([first, second]);
  expect(readFileSync(first, 'utf8')).toBe('old');
});
