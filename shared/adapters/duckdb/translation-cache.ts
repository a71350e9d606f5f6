import { createHash, randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { findPackageJSON } from 'node:module';
import { join } from 'node:path';
import envPaths from 'env-paths';

/** The sources of the translation, whose content decides what a query becomes. */
const DIALECT = new URL('../../views/dialect/', import.meta.url);
const TOKENS = new URL('../../views/googlesql-tokens.ts', import.meta.url);
const TRANSLATOR = '@polyglot-sql/sdk';

/** Translations that are kept; when there are more, the older half is removed. */
const MAX_FILES = 2000;

/**
 * Translations of queries that are kept between processes, in the user's folder for caches. A translation is found by the
 * digest of the query and of everything that takes part in translating it. Where the folder cannot be read or written,
 * there are no translations, and none is kept.
 */
export class TranslationCache {
  readonly #folder: string;
  readonly #translator = translatorDigest();

  constructor(folder = join(envPaths('ci-signal', { suffix: '' }).cache, 'duckdb-sql')) {
    this.#folder = folder;
  }

  /** Returns the translation of a query; `undefined` if none is kept, or what is kept is damaged. */
  get(sql: string): string | undefined {
    try {
      const [digest, ...lines] = readFileSync(this.#fileOf(sql), 'utf8').split('\n');
      const translated = lines.join('\n');
      return digest === digestOf(translated) ? translated : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps a translation. Several processes may do so at the same time, as a file appears when it is complete. */
  set(sql: string, translated: string): void {
    const file = this.#fileOf(sql);
    const written = `${file}.${randomUUID()}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(written, `${digestOf(translated)}\n${translated}`);
      renameSync(written, file);
      this.#removeOld();
    } catch {
      // The next process translates the query again.
    }
  }

  #removeOld(): void {
    const files = readdirSync(this.#folder).map((name) => join(this.#folder, name));
    if (files.length <= MAX_FILES) return;
    const byAge = files.map((file) => ({ file, at: statSync(file).mtimeMs }));
    byAge.sort((a, b) => a.at - b.at);
    for (const { file } of byAge.slice(0, MAX_FILES / 2)) rmSync(file, { force: true });
  }

  #fileOf(sql: string): string {
    return join(this.#folder, digestOf(`${this.#translator}\n${sql}`));
  }
}

function translatorDigest(): string {
  const files = readdirSync(DIALECT).sort();
  const sources = [
    readFileSync(findPackageJSON(TRANSLATOR, import.meta.url) ?? '', 'utf8'),
    readFileSync(TOKENS, 'utf8'),
    ...files.map((file) => readFileSync(new URL(file, DIALECT), 'utf8')),
  ];
  return digestOf(sources.join('\n'));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
