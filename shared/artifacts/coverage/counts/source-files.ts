import { UnreadableArtifactError } from '../../../errors.ts';
import { CountTable, type Combination } from './count-table.ts';
import { fileCounts, type FileCounts, type FileEntries } from './file-counts.ts';
import type { Numbers } from './numbers.ts';
import { addPart, PartPacker, tableOfPart } from './packed-part.ts';
import { SourceFile, type StatedCounts } from './source-file.ts';
import { TABLE_NAMES_OF_FILE, TABLE_WIDTHS, type CountTableName } from './tables.ts';
import type { Totals } from './totals.ts';

/** Maximum number of source files of a report, far above that of the largest repositories. */
const MAX_FILES = 500_000;

/** Maximum size of what is kept of a report, packed, with the paths: that of about 80 million lines. */
const MAX_BYTES = 256 * 1024 ** 2;

/** Maximum length of a path. */
export const MAX_PATH_LENGTH = 4096;

/** Numbers that a table may have before they are packed. */
const MAX_UNPACKED = 96 * 1024;

/** Parts of a file that are combined at once: so many, or twice as many as there were the last time. */
const MIN_PARTS = 16;

/** Packed entries of a file. */
interface PackedFile {
  parts: Uint8Array[];
  /** Number of parts that are combined when it is reached. */
  limit: number;
}

/**
 * The source files of a report, by their paths as written. All are kept until the end, since a report may return to a file,
 * but packed: a profile of 5 million blocks takes about 40 MB.
 */
export class SourceFiles {
  /** Totals that the report states for all of its files. */
  statedTotals: Totals | undefined;
  /** Covered part of all files, where the report states nothing else. */
  statedRatio: number | undefined;
  readonly #combination: Combination;
  readonly #packer = new PartPacker();
  /** One part stands for itself, since most files have one. */
  readonly #files = new Map<string, Uint8Array | PackedFile>();
  readonly #stated = new Map<string, StatedCounts>();
  readonly #tables = newTables();
  /** Tables in which packed entries are combined. */
  readonly #combining = newTables();
  /** The file that is open, and its tables that were asked for. */
  #open: { readonly path: string; readonly file: SourceFile } | undefined;
  readonly #used = new Set<CountTableName>();
  #bytes = 0;

  constructor(combination: Combination) {
    this.#combination = combination;
  }

  get size(): number {
    return (
      this.#files.size + (this.#open !== undefined && !this.#files.has(this.#open.path) ? 1 : 0)
    );
  }

  /**
   * Returns the file with a path, to add to it until another one is opened.
   *
   * @throws UnreadableArtifactError if the report has more files, or more in them, than the reader keeps
   */
  open(path: string): SourceFile {
    this.#close();
    const file = new SourceFile((name) => this.#tableOfOpenFile(name));
    this.#open = { path, file };
    return file;
  }

  /** Ends the report, and returns the paths of its files in their order. */
  paths(): readonly string[] {
    this.#close();
    return [...this.#files.keys()].sort();
  }

  /** Returns what the report tells about a file. */
  counts(path: string): FileCounts {
    this.#close();
    return fileCounts(this.entries(path), this.#stated.get(path));
  }

  /** Returns the entries of the tables of a file. They are valid until those of another file are read. */
  entries(path: string): FileEntries {
    const parts = partsOf(this.#files.get(path));
    return new Map(this.#combined(parts));
  }

  /** Returns what the report states about a file instead of listing it. */
  statedCounts(path: string): StatedCounts | undefined {
    return this.#stated.get(path);
  }

  #tableOfOpenFile(name: CountTableName): CountTable {
    this.#used.add(name);
    const table = this.#tables[name];
    if (table.length > MAX_UNPACKED && this.#open !== undefined) this.#pack(this.#open.path, name);
    return table;
  }

  #close(): void {
    if (this.#open === undefined) return;
    const { path, file } = this.#open;
    if (!this.#files.has(path)) this.#addFile(path);
    for (const name of this.#used) this.#pack(path, name);
    this.#used.clear();
    if (file.stated !== undefined) this.#stated.set(path, file.stated);
    this.#open = undefined;
  }

  #addFile(path: string): void {
    this.#files.set(path, { parts: [], limit: MIN_PARTS });
    this.#bytes += 2 * path.length;
    if (this.#files.size > MAX_FILES) {
      throw new UnreadableArtifactError(`more than ${MAX_FILES} source files`);
    }
  }

  #pack(path: string, name: CountTableName): void {
    const part = this.#packer.pack(name, this.#tables[name].take(this.#combination));
    const packed = this.#files.get(path);
    if (packed instanceof Uint8Array) {
      this.#files.set(path, { parts: [packed, part], limit: MIN_PARTS });
    } else if (packed === undefined || packed.parts.length === 0) {
      this.#files.set(path, part);
    } else {
      packed.parts.push(part);
      if (packed.parts.length >= packed.limit) this.#combine(packed);
    }
    this.#bytes += part.length;
    if (this.#bytes <= MAX_BYTES) return;
    throw new UnreadableArtifactError(`more lines than fit into ${MAX_BYTES} bytes`);
  }

  #combine(packed: PackedFile): void {
    const { parts } = packed;
    const before = parts.reduce((sum, part) => sum + part.length, 0);
    const combined = [...this.#combined(parts)].map(([name, entries]) =>
      this.#packer.pack(name, entries),
    );
    const after = combined.reduce((sum, part) => sum + part.length, 0);
    this.#bytes += after - before;
    // Twice as many parts the next time, if that did not help: each entry is combined a few times only.
    packed.limit = after > before / 2 ? 2 * parts.length : parts.length;
    packed.parts = combined;
  }

  /** Returns the entries of parts by table. They are valid until the next call. */
  *#combined(parts: readonly Uint8Array[]): Generator<readonly [CountTableName, Numbers]> {
    for (const name of TABLE_NAMES_OF_FILE) {
      const ofTable = parts.filter((part) => tableOfPart(part) === name);
      if (ofTable.length === 0) continue;
      const table = this.#combining[name];
      for (const part of ofTable) addPart(part, table, TABLE_WIDTHS[name]);
      yield [name, table.take(this.#combination)];
    }
  }
}

function newTables(): Readonly<Record<CountTableName, CountTable>> {
  const entries = TABLE_NAMES_OF_FILE.map((name) => [name, new CountTable(TABLE_WIDTHS[name])]);
  return Object.fromEntries(entries) as Record<CountTableName, CountTable>;
}

function partsOf(packed: Uint8Array | PackedFile | undefined): readonly Uint8Array[] {
  if (packed === undefined) return [];
  return packed instanceof Uint8Array ? [packed] : packed.parts;
}
