import { DamagedArtifactError, UnreadableArtifactError } from '../../../errors.ts';
import { readByteLines, type ByteLine } from '../../syntax/bytes/byte-lines.ts';
import type { Warnings } from '../../syntax/warnings.ts';
import type { Numbers } from '../counts/numbers.ts';
import type { SourceFile } from '../counts/source-file.ts';
import { SourceFiles } from '../counts/source-files.ts';
import { MAX_LINE_NUMBER, MAX_PATH_LENGTH } from '../limits.ts';
import { untilDamage, type CoverageDamage, type ReadReport } from '../format-reader.ts';
import { digitOf } from './ascii-integer.ts';
import { beginningOf } from '../../../domain/shortened.ts';

/** The bytes in front of the six numbers of a block. */
const SEPARATORS = Buffer.from(':.,.  ');
const MODE = Buffer.from('mode:');
const COLON = 0x3a;
const MODES = new Set(['set', 'count', 'atomic']);

/** Reads lines of a Go profile: `path:line.column,line.column statements count`, after a line `mode: set`. */
class GoProfile {
  readonly #warnings: Warnings;
  readonly #modes = new Set<string>();
  #files = new SourceFiles('sum', checkStatements);
  #path: Buffer = Buffer.alloc(0);
  #file: SourceFile | undefined;
  /** Numbers of the block that was parsed last. */
  readonly #block = [0, 0, 0, 0, 0, 0];

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  /** Reads a line; returns false if it is no line of a profile. */
  add(line: ByteLine): boolean {
    const { bytes, start, end } = line;
    if (start === end) return true;
    if (bytes[start + MODE.length - 1] === COLON && startsWithMode(line)) {
      this.#addMode(bytes.toString('utf8', start + MODE.length, end).trim());
      return true;
    }
    const pathEnd = this.#parse(line);
    if (pathEnd <= start || pathEnd - start > MAX_PATH_LENGTH) return false;
    this.#fileAt(bytes, start, pathEnd).blocks.addFrom(this.#block, 0);
    return true;
  }

  get hasMode(): boolean {
    return this.#modes.size > 0;
  }

  get files(): SourceFiles {
    return this.#files;
  }

  #addMode(mode: string): void {
    if (this.#modes.size > 1) return;
    if (!MODES.has(mode))
      this.#warnings.add(/^[a-z0-9]{1,16}$/.test(mode) ? `unknown mode ${mode}` : 'unknown mode');
    this.#modes.add(mode);
    // The mode `set` tells whether a block ran, which is no more true if two test binaries say so.
    if (mode === 'set' && this.#files.size === 0)
      this.#files = new SourceFiles('max', checkStatements);
    if (this.#modes.size > 1) this.#warnings.add('several modes: only whether a block ran is sure');
  }

  /** Parses the numbers of a line from its end, since a path may contain anything; returns the end of the path, or -1. */
  #parse({ bytes, start, end }: ByteLine): number {
    let at = end;
    for (let i = SEPARATORS.length - 1; i >= 0; i--) {
      let value = 0;
      let factor = 1;
      const last = at;
      for (at--; at > start; at--) {
        const digit = digitOf(bytes[at]);
        if (digit < 0) break;
        value += digit * factor;
        // Not beyond all numbers, for 0 times infinity is none.
        factor = Math.min(factor * 10, Number.MAX_SAFE_INTEGER);
      }
      if (at <= start || at + 1 === last || bytes[at] !== SEPARATORS[i]) return -1;
      this.#block[i] = Math.min(value, Number.MAX_SAFE_INTEGER);
    }
    return isBlock(this.#block) ? at : -1;
  }

  #fileAt(bytes: Buffer, start: number, end: number): SourceFile {
    if (
      this.#file === undefined ||
      bytes.compare(this.#path, 0, this.#path.length, start, end) !== 0
    ) {
      this.#path = Buffer.from(bytes.subarray(start, end));
      this.#file = this.#files.open(this.#path.toString('utf8'));
    }
    return this.#file;
  }
}

function startsWithMode({ bytes, start }: ByteLine): boolean {
  return bytes.subarray(start, start + MODE.length).equals(MODE);
}

/** Returns whether numbers are those of a block: it does not end before its beginning, and none is too large for Go itself. */
function isBlock(block: readonly number[]): boolean {
  const [line = 0, column = 0, lastLine = 0, lastColumn = 0, statements = 0] = block;
  return lastLine >= line && Math.max(lastLine, column, lastColumn, statements) <= MAX_LINE_NUMBER;
}

/**
 * Reads the coverage profile of a Go program. Counts of equal blocks are added, as `go tool cover` adds those of the same
 * package in several test binaries; in the mode `set` they stay 0 or 1. Blocks that only overlap are different.
 *
 * @throws UnreadableArtifactError if the profile has no mode or no block before the damage, or if two blocks that are equal
 *   have different numbers of statements, which `go tool cover` refuses too
 */
export async function readGoProfile(
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
): Promise<ReadReport> {
  const profile = new GoProfile(warnings);
  const damage = await readLines(bytes, profile, warnings);
  if (!profile.hasMode) throw new UnreadableArtifactError('a Go profile without a line "mode:"');
  if (damage !== undefined && profile.files.size === 0) {
    throw new UnreadableArtifactError(damage.reason);
  }
  const { files } = profile;
  for (const path of files.paths()) {
    // Other files were checked when they were added.
    if (!files.isInOnePart(path)) checkStatements(path, files.entries(path).get('blocks') ?? []);
  }
  return { format: 'go', files, damage };
}

async function readLines(
  bytes: AsyncIterable<Uint8Array>,
  profile: GoProfile,
  warnings: Warnings,
): Promise<CoverageDamage | undefined> {
  let lines = 0;
  let end = 0;
  const read = (): Promise<void> =>
    readByteLines(bytes, (line, byteOffset) => {
      lines++;
      end = byteOffset;
      if (!profile.add(line)) {
        throw new DamagedArtifactError(`line ${lines} is no block of a profile`);
      }
      if (!line.isWhole) warnings.add('the last line has no line end');
    });
  return await untilDamage(read, () => end);
}

/** Checks that blocks which are equal have the same number of statements. */
function checkStatements(path: string, numbers: Numbers): void {
  for (let at = 6; at < numbers.length; at += 6) {
    let same = 0;
    while (same < 4 && numbers[at + same] === numbers[at - 6 + same]) same++;
    if (same < 4) continue;
    throw new UnreadableArtifactError(
      `${beginningOf(path, 200)}:${numbers[at] ?? 0}: a block with two numbers of statements`,
    );
  }
}
