import type { Warnings } from '../warnings.ts';
import { ASCII } from './ascii.ts';
import type { Cursor } from './cursor.ts';

const HYPHENS = Buffer.from('--');
const INSTRUCTION_END = Buffer.from('?>');

/**
 * Moves the cursor behind the `-->` of the comment that it is in, or as far as the bytes go. Another `--`, which XML does
 * not allow in a comment, gives a warning.
 *
 * @returns whether the comment has ended
 */
export function skipComment(cursor: Cursor, warnings: Warnings): boolean {
  const { bytes } = cursor;
  for (;;) {
    const found = bytes.indexOf(HYPHENS, cursor.position);
    cursor.position = found >= 0 ? found : endBefore(cursor, ASCII.hyphen);
    const next = found >= 0 ? bytes[found + 2] : undefined;
    if (next === undefined) return false;
    if (next === ASCII.greater) {
      cursor.position += 3;
      return true;
    }
    warnings.add('a -- inside a comment');
    cursor.position++;
  }
}

/**
 * Moves the cursor behind the `?>` of the processing instruction that it is in, or as far as the bytes go.
 *
 * @returns whether the instruction has ended
 */
export function skipInstruction(cursor: Cursor): boolean {
  const found = cursor.bytes.indexOf(INSTRUCTION_END, cursor.position);
  cursor.position = found >= 0 ? found + 2 : endBefore(cursor, ASCII.question);
  return found >= 0;
}

/** Returns the end of the bytes, without the last one if it may begin what is searched for. */
function endBefore({ bytes, position }: Cursor, first: number): number {
  const end = bytes.length;
  return bytes[end - 1] === first ? Math.max(position, end - 1) : end;
}
