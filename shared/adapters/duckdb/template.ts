import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { version, type DuckDBConnection } from '@duckdb/node-api';
import envPaths from 'env-paths';
import { duckDbString } from './string-literal.ts';

/** Templates that are kept; when there are more, those that were used longest ago are removed. */
const MAX_FILES = 8;

const EXTENSION = '.duckdb';

/**
 * Warehouses without rows in the user's folder for caches, by the digest of the statements that make them. DuckDB resolves each
 * view when it is created, and all the views below it again; copying a dataset takes a hundredth of that.
 * Where the folder cannot be read or written, or a file is damaged, there are no templates.
 */
export class Templates {
  readonly #folder: string;

  constructor(folder = join(envPaths('ci-signal', { suffix: '' }).cache, 'duckdb-datasets')) {
    this.#folder = folder;
  }

  /** Copies all tables, views and macros that statements make to an empty database, and returns whether there was a template. */
  async copyTo(
    connection: DuckDBConnection,
    database: string,
    statements: readonly string[],
  ): Promise<boolean> {
    const file = this.#fileOf(statements);
    try {
      // A file that is used is not the oldest.
      utimesSync(file, new Date(), new Date());
      await copyDataset(connection, {
        file: `${duckDbString(file)} AS template (READ_ONLY)`,
        copied: `template TO ${database}`,
      });
      return true;
    } catch {
      return false;
    }
  }

  /** Keeps a copy, without rows, of a database that was made by statements. */
  async keep(
    connection: DuckDBConnection,
    database: string,
    statements: readonly string[],
  ): Promise<void> {
    const file = this.#fileOf(statements);
    const written = join(this.#folder, `${randomUUID()}.new`);
    try {
      mkdirSync(this.#folder, { recursive: true });
      try {
        await copyDataset(connection, {
          file: `${duckDbString(written)} AS template`,
          copied: `${database} TO template`,
        });
        renameSync(written, file);
      } finally {
        rmSync(written, { force: true });
      }
      this.#removeOld();
    } catch {
      // The next process creates the dataset again.
    }
  }

  #removeOld(): void {
    const files = readdirSync(this.#folder)
      .filter((name) => name.endsWith(EXTENSION))
      .map((name) => join(this.#folder, name));
    const byAge = files.map((file) => ({ file, at: statSync(file).mtimeMs }));
    byAge.sort((a, b) => b.at - a.at);
    for (const { file } of byAge.slice(MAX_FILES)) rmSync(file, { force: true });
  }

  #fileOf(statements: readonly string[]): string {
    const digest = createHash('sha256').update([version(), ...statements].join('\n'));
    return join(this.#folder, `${digest.digest('hex').slice(0, 32)}${EXTENSION}`);
  }
}

/** Attaches a file, copies the definitions of one database to another, and detaches the file. */
async function copyDataset(
  connection: DuckDBConnection,
  { file, copied }: { readonly file: string; readonly copied: string },
): Promise<void> {
  await connection.run(`ATTACH ${file}`);
  try {
    await connection.run(`COPY FROM DATABASE ${copied} (SCHEMA)`);
  } finally {
    await connection.run('DETACH template');
  }
}
