import { UnreadableArtifactError } from '../../../errors.ts';
import { CountTable, type Combination } from './count-table.ts';
import { fileCounts, type FileCounts, type FileEntries } from './file-counts.ts';
import type { Numbers } from './numbers.ts';
import { checkPaths, MAX_BYTES, MAX_ENTRIES, MAX_IMPLIED } from '../limits.ts';
import { addPart, PartPacker, tableOfPart } from './packed-part.ts';
import { SourceFile, type StatedCounts } from './source-file.ts';
import { TABLE_NAMES_OF_FILE, TABLE_WIDTHS, type CountTableName } from './tables.ts';
import type { Totals } from './totals.ts';

/** Numbers that a table may have before they are packed. */
const MAX_UNPACKED = 96 * 1024;

/** Number of parts of the same level that are combined at once. */
const PARTS_AT_ONCE = 16;

/** Packed entries of a file, in the order in which they came. */
interface PackedFile {
  readonly parts: Uint8Array[];
  /** How often each part was combined without becoming much smaller; never increasing. */
  readonly levels: number[];
}

/** Checks entries of a table of a file, in ascending order; it throws if they contradict each other. */
export type CheckEntries = (path: string, entries: Numbers) => void;

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
  readonly #check: CheckEntries;
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
  #pathsLength = 0;
  #implied = 0;

  /** @param check called with the entries of a table whenever some were added */
  constructor(combination: Combination, check: CheckEntries = () => undefined) {
    this.#combination = combination;
    this.#check = check;
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

  /**
   * Counts entries that are added because of a number in the report, before they are: a few bytes can stand for many.
   *
   * @throws UnreadableArtifactError if there are too many
   */
  imply(entries: number): void {
    this.#implied += entries;
    if (this.#implied <= MAX_IMPLIED) return;
    throw new UnreadableArtifactError(
      `more than ${MAX_IMPLIED} lines or branches that are not listed`,
    );
  }

  /** Ends the report, and returns the paths of its files in their order. */
  paths(): readonly string[] {
    this.#close();
    return [...this.#files.keys()].sort();
  }

  /**
   * Returns the same files by other paths.
   *
   * @param paths the new path of each file by the one it has; no two are equal
   */
  renamed(paths: ReadonlyMap<string, string>): SourceFiles {
    this.#close();
    const renamed = new SourceFiles(this.#combination, this.#check);
    for (const [path, packed] of this.#files) renamed.#files.set(paths.get(path) ?? path, packed);
    for (const [path, stated] of this.#stated) renamed.#stated.set(paths.get(path) ?? path, stated);
    renamed.statedTotals = this.statedTotals;
    renamed.statedRatio = this.statedRatio;
    return renamed;
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

  /** Returns whether all entries of a file were added at once. */
  isInOnePart(path: string): boolean {
    this.#close();
    return partsOf(this.#files.get(path)).length <= 1;
  }

  /** Returns the names of the tables that a file has. */
  tablesOf(path: string): ReadonlySet<CountTableName> {
    this.#close();
    const names = partsOf(this.#files.get(path)).map(tableOfPart);
    return new Set(names.filter((name) => name !== undefined));
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
    if (file.stated !== undefined) {
      const totals = { ...this.#stated.get(path)?.totals, ...file.stated.totals };
      this.#stated.set(path, { ...file.stated, totals });
    }
    this.#open = undefined;
  }

  #addFile(path: string): void {
    this.#files.set(path, { parts: [], levels: [] });
    this.#bytes += 2 * path.length;
    this.#pathsLength += path.length;
    checkPaths(this.#files.size, this.#pathsLength);
  }

  #pack(path: string, name: CountTableName): void {
    const entries = this.#tables[name].take(this.#combination);
    this.#check(path, entries);
    const part = this.#packer.pack(name, entries);
    this.#bytes += part.length;
    this.#addPart(path, part);
    if (this.#bytes <= MAX_BYTES) return;
    throw new UnreadableArtifactError(`more lines than fit into ${MAX_BYTES} bytes`);
  }

  #addPart(path: string, part: Uint8Array): void {
    const before = this.#files.get(path);
    if (before instanceof Uint8Array) {
      this.#files.set(path, { parts: [before, part], levels: [0, 0] });
    } else if (before === undefined || before.parts.length === 0) {
      this.#files.set(path, part);
    } else {
      before.parts.push(part);
      before.levels.push(0);
      while (partsOfLastLevel(before) >= PARTS_AT_ONCE) this.#combineLast(before);
    }
  }

  /** Combines the last parts. They get to the next level unless that helped, so that each entry is combined a few times only. */
  #combineLast(file: PackedFile): void {
    const { parts, levels } = file;
    const count = partsOfLastLevel(file);
    const last = parts.splice(-count);
    const [level = 0] = levels.splice(-count);
    const combined = [...this.#combined(last)].map(([name, entries]) =>
      this.#packer.pack(name, entries),
    );
    const [before, after] = [lengthOf(last), lengthOf(combined)];
    this.#bytes += after - before;
    parts.push(...combined);
    levels.push(...combined.map(() => (after > before / 2 ? level + 1 : level)));
  }

  /**
   * Returns the entries of parts by table. They are valid until the next call.
   *
   * @throws UnreadableArtifactError if a table has more entries than the reader keeps
   */
  *#combined(parts: readonly Uint8Array[]): Generator<readonly [CountTableName, Numbers]> {
    for (const name of TABLE_NAMES_OF_FILE) {
      const ofTable = parts.filter((part) => tableOfPart(part) === name);
      if (ofTable.length === 0) continue;
      const table = this.#combining[name];
      const width = TABLE_WIDTHS[name];
      for (const part of ofTable) {
        addPart(part, name, table);
        if (table.length > MAX_ENTRIES * width) table.combine(this.#combination);
        if (table.length <= MAX_ENTRIES * width) continue;
        throw new UnreadableArtifactError(`more than ${MAX_ENTRIES} ${name} of one source file`);
      }
      yield [name, table.take(this.#combination)];
    }
  }
}

function partsOfLastLevel({ levels }: PackedFile): number {
  return levels.length - levels.indexOf(levels.at(-1) ?? 0);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function newTables(): Readonly<Record<CountTableName, CountTable>> {
  const entries = TABLE_NAMES_OF_FILE.map((name) => [name, new CountTable(TABLE_WIDTHS[name])]);
  return Object.fromEntries(entries) as Record<CountTableName, CountTable>;
}

function partsOf(packed: Uint8Array | PackedFile | undefined): readonly Uint8Array[] {
  if (packed === undefined) return [];
  return packed instanceof Uint8Array ? [packed] : packed.parts;
}
