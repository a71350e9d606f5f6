import type { Warnings } from '../warnings.ts';

/** Replacement of characters that cannot be decoded or are not allowed. */
export const REPLACEMENT = '\ufffd';

/** Characters that XML 1.0 (production 2) does not allow, except unpaired surrogates, which decoding replaces. */
// eslint-disable-next-line no-control-regex -- these characters are searched for
const ILLEGAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
// eslint-disable-next-line no-control-regex -- same as above, without the state of a global expression
const HAS_ILLEGAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/** Replaces each character that XML does not allow with {@link REPLACEMENT}, and adds a warning if there is one. */
export function replaceIllegal(text: string, warnings: Warnings): string {
  if (!HAS_ILLEGAL.test(text)) return text;
  warnings.add('control characters were replaced');
  return text.replaceAll(ILLEGAL, REPLACEMENT);
}
