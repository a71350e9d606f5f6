import { UnreadableArtifactError } from '../../../errors.ts';
import { readByteLines, type ByteLine } from '../../syntax/bytes/byte-lines.ts';
import type { Warnings } from '../../syntax/warnings.ts';
import type { SourceFile } from '../counts/source-file.ts';
import { SourceFiles } from '../counts/source-files.ts';
import { MAX_LINE_NUMBER, MAX_PATH_LENGTH } from '../limits.ts';
import { untilDamage, type CoverageDamage, type ReadReport } from '../format-reader.ts';
import { hashOf } from '../counts/name-hash.ts';
import { parseInteger } from './ascii-integer.ts';

const COMMA = 0x2c;
const [LETTER_D, LETTER_A, COLON] = Buffer.from('DA:');

/** Kinds of records that are known and not counted: test names, versions, checksums of files, and the sums of others. */
const IGNORED = /^(?:TN|VER|FNF|FNH|FNL|BRF|BRH|LF|LH|MCDC|MCF|MCH|KF):/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Reads the records of an LCOV trace file, versions 1 and 2. */
class LcovTrace {
  readonly files = new SourceFiles('sum');
  readonly #warnings: Warnings;
  #file: SourceFile | undefined;
  #endsInLine = false;

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  /** Whether the record of a source file has begun and not ended. */
  get isOpen(): boolean {
    return this.#file !== undefined || this.#endsInLine;
  }

  /** Reads a line. Without its line end it may be cut off, so that only the end of a record is sure then. */
  add({ bytes, start, end, isWhole }: ByteLine): void {
    const isLine =
      isWhole &&
      bytes[start] === LETTER_D &&
      bytes[start + 1] === LETTER_A &&
      bytes[start + 2] === COLON;
    if (isLine && this.#addPlainLine(bytes, start + 3, end)) return;
    const text = bytes.toString('utf8', start, end).trim();
    if (text === '' || text.startsWith('#') || IGNORED.test(text)) return;
    if (text === 'end_of_record') this.#file = undefined;
    else if (!isWhole) this.#endsInLine = true;
    else if (text.startsWith('SF:')) this.#open(text.slice(3));
    else if (!this.#addRecord(text)) this.#warnings.add('a line that is no record was passed over');
  }

  #open(path: string): void {
    if (path === '' || path.length > MAX_PATH_LENGTH) {
      this.#warnings.add('a record without a path was passed over');
      this.#file = undefined;
      return;
    }
    this.#file = this.files.open(path);
  }

  /** Adds `line,count`, the form of nearly all records; returns false for another form. */
  #addPlainLine(bytes: Buffer, start: number, end: number): boolean {
    let comma = start;
    while (comma < end && bytes[comma] !== COMMA) comma++;
    if (comma === end || this.#file === undefined) return false;
    const line = parseInteger(bytes, start, comma);
    const count = parseInteger(bytes, comma + 1, end);
    if (line < 0 || count < 0 || line > MAX_LINE_NUMBER) return false;
    this.#file.lines.add(line, count);
    return true;
  }

  #addRecord(text: string): boolean {
    const file = this.#file;
    const colon = text.indexOf(':');
    if (file === undefined || colon < 0) return false;
    const values = text.slice(colon + 1);
    switch (text.slice(0, colon)) {
      case 'DA':
        return this.#addLine(file, values.split(','));
      case 'BRDA':
        return this.#addBranch(file, values.split(','));
      case 'FN':
        return addFunction(file, /^\d+,(?:\d+,)?(.+)$/s.exec(values)?.[1], 0);
      case 'FNDA':
        return this.#addCall(file, /^(-?[\d.e+]+),(.+)$/s.exec(values));
      case 'FNA':
        return this.#addCall(file, /^\d+,(-?[\d.e+]+),(.+)$/s.exec(values));
      default:
        return false;
    }
  }

  #addLine(file: SourceFile, [line = '', count = '']: readonly string[]): boolean {
    const hits = this.#count(count);
    if (!isLineNumber(line) || hits === undefined) return false;
    file.lines.add(Number(line), hits);
    return true;
  }

  /** Adds `line,block,branch,count`; the name of a branch may have commas. */
  #addBranch(file: SourceFile, values: readonly string[]): boolean {
    const [line = '', block = ''] = values;
    const branch = values.slice(2, -1).join(',');
    const count = values.at(-1) ?? '';
    const hits = count === '-' ? 0 : this.#count(count);
    if (values.length < 4 || !isLineNumber(line) || hits === undefined) return false;
    file.branches.add(Number(line), blockOf(block), keyOf(branch), hits);
    return true;
  }

  #addCall(file: SourceFile, match: readonly string[] | null): boolean {
    const hits = this.#count(match?.[1] ?? '');
    return hits !== undefined && addFunction(file, match?.[2], hits);
  }

  /** Returns a count, which some writers give as a negative or decimal number; `undefined` if it is none. */
  #count(written: string): number | undefined {
    if (!NUMBER.test(written)) return undefined;
    const count = Number(written);
    if (count < 0) this.#warnings.add('a negative count was read as 0');
    return Math.min(Math.ceil(Math.max(0, count)), Number.MAX_SAFE_INTEGER);
  }
}

function addFunction(file: SourceFile, name: string | undefined, hits: number): boolean {
  if (name === undefined) return false;
  file.functions.add(hashOf(name), hits);
  return true;
}

function isLineNumber(written: string): boolean {
  return /^\d+$/.test(written) && Number(written) <= MAX_LINE_NUMBER;
}

/** Returns the number of a block. In front of it, `e` says that the branch is taken by an exception, or that it was not taken. */
function blockOf(written: string): number {
  return keyOf(/^e\d/.test(written) ? written.slice(1) : written);
}

/** Returns the number of a block or branch; a name becomes a hash beyond all numbers. */
function keyOf(written: string): number {
  return isLineNumber(written)
    ? Number(written)
    : MAX_LINE_NUMBER + 1 + (hashOf(written) % 2 ** 31);
}

/**
 * Reads an LCOV trace file. Counts of the same line, branch or function of a source file are added, as `lcov --add-tracefile`
 * does; the sums that the file states are not used, since some writers count instances.
 *
 * @throws UnreadableArtifactError if the file has no record of a source file
 */
export async function readLcov(
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
): Promise<ReadReport> {
  const trace = new LcovTrace(warnings);
  const damage = await readRecords(bytes, trace);
  if (trace.files.size === 0) {
    throw new UnreadableArtifactError(damage?.reason ?? 'an LCOV file without a source file');
  }
  return { format: 'lcov', files: trace.files, damage };
}

async function readRecords(
  bytes: AsyncIterable<Uint8Array>,
  trace: LcovTrace,
): Promise<CoverageDamage | undefined> {
  let end = 0;
  const read = (): Promise<void> =>
    readByteLines(bytes, (line, byteOffset) => {
      end = byteOffset + line.end - line.start;
      trace.add(line);
    });
  const damage = await untilDamage(read, () => end);
  if (damage !== undefined || !trace.isOpen) return damage;
  return { reason: 'cut off inside the record of a source file', byteOffset: end };
}
