import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DuckDbSettings } from '../../config/duckdb-config.ts';
import type { FollowingReader, QueryParameters, QueryResult } from '../../ports/warehouse.ts';
import { DuckDbReader } from './reader.ts';

/** Milliseconds between two looks at the file. */
const LOOK_INTERVAL = 1000;

/** Milliseconds between two copies of a file that is written again and again, such as by `ingest`. */
const COPY_INTERVAL = 15_000;

/** Times as long as a copy takes it is kept at least, so that a large file is not copied all the time. */
const COPY_FACTOR = 20;

/** A copy of the file that is read. */
interface Copy {
  readonly version: string;
  readonly reader: DuckDbReader;
  /** Time in milliseconds until which it is read even if the file changes. */
  readonly keptUntil: number;
  queries: number;
  isReplaced: boolean;
}

/** How copies are made. */
interface Copying {
  readonly now: () => number;
  readonly settings: Partial<DuckDbSettings>;
}

/**
 * A warehouse in a file that other processes write meanwhile. It reads copies of the file, because DuckDB lets no process
 * write a file that another one has open.
 */
export class FollowingDuckDbReader implements FollowingReader {
  readonly #path: string;
  readonly #copying: Copying;
  #copy: Copy;
  #lookedAt = -Infinity;
  #renewal: Promise<void> | undefined;

  private constructor(path: string, copy: Copy, copying: Copying) {
    this.#path = path;
    this.#copy = copy;
    this.#copying = copying;
  }

  /**
   * Opens an existing warehouse.
   *
   * @param now returns the present time in milliseconds
   * @param settings limits of DuckDB
   * @throws WarehouseUnavailableError when the file is not a warehouse, or cannot be copied
   */
  static async open(
    path: string,
    now: () => number,
    settings: Partial<DuckDbSettings> = {},
  ): Promise<FollowingDuckDbReader> {
    const copying = { now, settings };
    return new FollowingDuckDbReader(path, await makeCopy(path, copying), copying);
  }

  /** @throws WarehouseUnavailableError when the file has changed and cannot be copied any more */
  async version(): Promise<string> {
    const now = this.#copying.now();
    if (now - this.#lookedAt >= LOOK_INTERVAL && now >= this.#copy.keptUntil) {
      this.#lookedAt = now;
      if (versionOf(this.#path) !== this.#copy.version) {
        this.#renewal ??= this.#renew().finally(() => {
          this.#renewal = undefined;
        });
      }
    }
    await this.#renewal;
    return this.#copy.version;
  }

  async query(sql: string, parameters?: QueryParameters): Promise<QueryResult> {
    const copy = this.#copy;
    copy.queries += 1;
    try {
      return await copy.reader.query(sql, parameters);
    } finally {
      copy.queries -= 1;
      await closeUnused(copy);
    }
  }

  async close(): Promise<void> {
    this.#copy.isReplaced = true;
    await closeUnused(this.#copy);
  }

  async #renew(): Promise<void> {
    const copy = await makeCopy(this.#path, this.#copying);
    const replaced = this.#copy;
    this.#copy = copy;
    replaced.isReplaced = true;
    await closeUnused(replaced);
  }
}

async function makeCopy(path: string, { now, settings }: Copying): Promise<Copy> {
  const startedAt = now();
  const version = versionOf(path);
  const reader = await DuckDbReader.openCopy(path, settings);
  const endedAt = now();
  const kept = Math.max(COPY_INTERVAL, COPY_FACTOR * (endedAt - startedAt));
  return { version, reader, keptUntil: endedAt + kept, queries: 0, isReplaced: false };
}

/** Closes a replaced copy, and removes it, when its last query has ended. */
async function closeUnused({ isReplaced, queries, reader }: Copy): Promise<void> {
  if (isReplaced && queries === 0) await reader.close();
}

/** Returns the sizes and times of the file and its log of changes, which change whenever one of them is written. */
function versionOf(path: string): string {
  const file = basename(path);
  return readdirSync(dirname(path))
    .filter((name) => name === file || name.startsWith(`${file}.wal`))
    .sort()
    .map((name) => {
      // A log of changes may be removed meanwhile.
      const state = statSync(join(dirname(path), name), { throwIfNoEntry: false });
      return `${name} ${state?.size ?? 0} ${state?.mtimeMs ?? 0}`;
    })
    .join('\n');
}
