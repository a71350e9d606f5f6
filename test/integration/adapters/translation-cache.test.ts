import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TranslationCache } from '../../../shared/adapters/duckdb/translation-cache.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ci-signal-translations-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a translation is found by other processes, and by its query alone', () => {
  new TranslationCache(folder).set('SELECT 1', 'SELECT 1 -- in DuckDB\nAS x');
  expect(new TranslationCache(folder).get('SELECT 1')).toBe('SELECT 1 -- in DuckDB\nAS x');
  expect(new TranslationCache(folder).get('SELECT 2')).toBeUndefined();
});

test('a damaged file is as good as none', () => {
  const cache = new TranslationCache(folder);
  cache.set('SELECT 1', 'SELECT 1');
  const [file = ''] = readdirSync(folder);
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  for (const damaged of ['', text.slice(0, -1), `${text};`, text.replace('SELECT', 'DELETE')]) {
    writeFileSync(path, damaged);
    expect(cache.get('SELECT 1')).toBeUndefined();
  }
  writeFileSync(path, text);
  expect(cache.get('SELECT 1')).toBe('SELECT 1');
});

test('a folder that cannot be written is no error', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const cache = new TranslationCache(file);
  cache.set('SELECT 1', 'SELECT 1');
  expect(cache.get('SELECT 1')).toBeUndefined();
});

test('old translations are removed', () => {
  const cache = new TranslationCache(folder);
  for (let query = 0; query <= 2001; query++) cache.set(`SELECT ${query}`, 'SELECT 1');
  expect(readdirSync(folder).length).toBeLessThanOrEqual(1002);
  expect(cache.get('SELECT 2001')).toBe('SELECT 1');
});
