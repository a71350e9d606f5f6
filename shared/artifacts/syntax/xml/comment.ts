import type { Warnings } from '../warnings.ts';
import type { Cursor } from './cursor.ts';

/**
 * Moves the cursor behind the `-->` of the comment that it is in, or as far as the text goes. Another `--`, which XML does
 * not allow in a comment, gives a warning.
 *
 * @returns whether the comment has ended
 */
export function skipComment(cursor: Cursor, warnings: Warnings): boolean {
  const { text } = cursor;
  for (;;) {
    const found = text.indexOf('--', cursor.position);
    cursor.position = found >= 0 ? found : Math.max(cursor.position, text.length - 1);
    const next = found >= 0 ? text[found + 2] : undefined;
    if (next === undefined) return false;
    if (next === '>') {
      cursor.position += 3;
      return true;
    }
    warnings.add('a -- inside a comment');
    cursor.position++;
  }
}

/**
 * Moves the cursor behind the `?>` of the processing instruction that it is in, or as far as the text goes.
 *
 * @returns whether the instruction has ended
 */
export function skipInstruction(cursor: Cursor): boolean {
  const found = cursor.text.indexOf('?>', cursor.position);
  cursor.position = found >= 0 ? found + 2 : Math.max(cursor.position, cursor.text.length - 1);
  return found >= 0;
}
