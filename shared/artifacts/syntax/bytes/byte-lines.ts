import { DamagedArtifactError } from '../../../errors.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Maximum length of a line in bytes. */
const MAX_LINE = 64 * 1024;

/** A line as bytes, from `start` up to `end`, without its line end. It is valid until the next line is read. */
export interface ByteLine {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Whether the line has a line end; only the last one may have none, and may be cut off then. */
  readonly isWhole: boolean;
}

/** Uses a line, given its position in the text in bytes. */
type UseLine = (line: ByteLine, byteOffset: number) => void;

/**
 * Calls a function for each line of a text that comes in pieces. Lines end with LF or CR LF.
 *
 * @throws DamagedArtifactError if a line is too long to be one of a coverage report
 */
export async function readByteLines(
  pieces: AsyncIterable<Uint8Array>,
  use: UseLine,
): Promise<void> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const begun = rest.length === 0 ? 0 : bytes.indexOf(LINE_FEED) + 1;
    if (rest.length > 0) {
      const head = Buffer.concat([rest, begun === 0 ? bytes : bytes.subarray(0, begun)]);
      rest = head.subarray(useLines(head, offset, use));
      offset += head.length - rest.length;
    }
    if (rest.length === 0) {
      const end = begun + useLines(bytes.subarray(begun), offset, use);
      offset += end - begun;
      rest = Buffer.from(bytes.subarray(end));
    }
    if (rest.length > MAX_LINE) throw tooLong(offset);
  }
  if (rest.length === 0) return;
  const end = withoutReturn(rest, 0, rest.length);
  use({ bytes: rest, start: 0, end, isWhole: false }, offset);
}

/** Calls a function for each whole line of bytes, which begin at an offset, and returns the end of the last line. */
function useLines(bytes: Buffer, offset: number, use: UseLine): number {
  let start = 0;
  // One object stands for all lines, of which a report may have millions.
  const line = { bytes, start, end: start, isWhole: true };
  for (;;) {
    const found = bytes.indexOf(LINE_FEED, start);
    if (found < 0) return start;
    if (found - start > MAX_LINE) throw tooLong(offset + start);
    line.start = start;
    line.end = withoutReturn(bytes, start, found);
    use(line, offset + start);
    start = found + 1;
  }
}

function withoutReturn(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
}

function tooLong(offset: number): DamagedArtifactError {
  return new DamagedArtifactError(`a line of more than ${MAX_LINE} bytes, at byte ${offset}`);
}
