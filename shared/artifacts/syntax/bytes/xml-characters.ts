import type { Warnings } from '../warnings.ts';

/** What stands for a character that cannot be had. */
export const REPLACEMENT = '\ufffd';

/** Characters that XML 1.0 (production 2) does not allow, but for unpaired surrogates, which decoding replaces. */
// eslint-disable-next-line no-control-regex -- those are the very characters looked for
const ILLEGAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
// eslint-disable-next-line no-control-regex -- as above, without state
const HAS_ILLEGAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/** The text, as long as before, with {@link REPLACEMENT} for what XML does not allow, and a warning if there was any. */
export function replaceIllegal(text: string, warnings: Warnings): string {
  if (!HAS_ILLEGAL.test(text)) return text;
  warnings.add('control characters were replaced');
  return text.replaceAll(ILLEGAL, REPLACEMENT);
}
