import { UnreadableArtifactError } from '../../../errors.ts';

/** Maximum length of a declaration, far above that of any report. */
const MAX_DOCTYPE = 64 * 1024;

/** Parts of a declaration whose characters have no meaning in it. */
const OPAQUE = /<!--[^]*?(?:-->|$)|<\?[^]*?(?:\?>|$)|"[^"]*(?:"|$)|'[^']*(?:'|$)/g;

/**
 * Returns the end of a document type declaration. External resources are never fetched. A declaration of entities is
 * rejected: reports do not need them, and attacks (entity expansion, reading of files) depend on them.
 *
 * @param text with `<!DOCTYPE` at `start`
 * @returns the index after the declaration, or `undefined` if more text is needed
 * @throws UnreadableArtifactError if the declaration declares entities or is too long
 */
export function endOfDoctype(text: string, start: number): number | undefined {
  const beginning = text.slice(start, start + MAX_DOCTYPE);
  const length = scan(beginning);
  const isTooLong = length === undefined && text.length - start > MAX_DOCTYPE;
  if (length === undefined && !isTooLong) return undefined;
  if (beginning.slice(0, length).replaceAll(OPAQUE, '').includes('<!ENTITY')) {
    throw new UnreadableArtifactError('the document declares entities');
  }
  if (length !== undefined) return start + length;
  throw new UnreadableArtifactError(
    `the document type declaration is longer than ${MAX_DOCTYPE} characters`,
  );
}

/** Returns the index after the first `>` that is outside of quotes, comments, instructions and brackets. */
function scan(text: string): number | undefined {
  const token = new RegExp(`${OPAQUE.source}|[[\\]>]`, 'g');
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '[') depth++;
    else if (match[0] === ']') depth--;
    else if (match[0] === '>' && depth <= 0) return token.lastIndex;
  }
  return undefined;
}
