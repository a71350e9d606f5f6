import { UnreadableArtifactError } from '../../../errors.ts';

/** Longer than that of any report; a bomb is. */
const MAX_DOCTYPE = 64 * 1024;

/**
 * Finds the end of a document type declaration. Nothing that it names is fetched. One that declares entities is
 * refused: no report needs them, and they are what bombs and file thieves are made of.
 *
 * @param text with `<!DOCTYPE` at `start`
 * @returns the index behind it, or `undefined` when more text is needed
 * @throws UnreadableArtifactError when it declares entities or is too long
 */
export function endOfDoctype(text: string, start: number): number | undefined {
  const beginning = text.slice(start, start + MAX_DOCTYPE);
  const length = scan(beginning);
  const end = length === undefined ? undefined : start + length;
  const declaration = beginning.slice(0, length);
  if (declaration.includes('<!ENTITY')) {
    throw new UnreadableArtifactError('the document declares entities of its own');
  }
  if (end === undefined && text.length - start > MAX_DOCTYPE) {
    throw new UnreadableArtifactError(`a document type of more than ${MAX_DOCTYPE} characters`);
  }
  return end;
}

/** The `>` outside of quotes, comments and brackets. */
function scan(text: string): number | undefined {
  const token = /<!--[^]*?(?:-->|$)|"[^"]*"|'[^']*'|[[\]>]/g;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '[') depth++;
    else if (match[0] === ']') depth--;
    else if (match[0] === '>' && depth <= 0) return token.lastIndex;
  }
  return undefined;
}
