import { ASCII, bytesOf } from './ascii.ts';

/** White space (XML 1.0, production 3). JavaScript's own class has more characters, such as U+00A0 and U+FEFF. */
export const WHITE_SPACE = bytesOf(' \t\r\n');

/** Returns the index of the first byte from `start` on that is not white space; the length if there is none. */
export function endOfWhiteSpace(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && WHITE_SPACE[bytes[at] ?? ASCII.less] === 1) at++;
  return at;
}

const TRAILING = /[ \t\r\n]+$/;

/** Returns a text without the white space at its end. */
export function trimWhiteSpaceEnd(text: string): string {
  return text.replace(TRAILING, '');
}
