import { looksRandom } from './secret-values.ts';
import type { Span } from './span.ts';

/** Characters that end a user name or a password in a URL, looking backwards from the `@` behind it. */
const END = /[\s/?#"'<>\\^`{|}]/;

/** What precedes a user name, and how JSON may escape it. */
const SCHEME = /:(?:\/\/|\\\/\\\/)/;
const ESCAPED = String.raw`:\/\/`;

/** Shortest user name that may be a token. */
const MIN_TOKEN = 16;

/**
 * Returns the user names with passwords in the URLs of a text (RFC 3986, section 3.2.1), and the user names that are tokens,
 * as in the addresses of Sentry. It takes time linear in the length of the text.
 */
export function userInfoSpans(text: string): Span[] {
  let at = text.indexOf('@');
  if (at < 0 || !SCHEME.test(text)) return [];
  const spans: Span[] = [];
  let searchedTo = 0;
  while (at >= 0) {
    const last = spans.at(-1);
    let start = at;
    while (start > searchedTo && !END.test(text.charAt(start - 1))) start--;
    if (last !== undefined && last.end + 1 === start) {
      // The password has an @ in it.
      spans[spans.length - 1] = { start: last.start, end: at };
    } else if (isUserInfo(text, start, at) && isSecret(text.slice(start, at))) {
      spans.push({ start, end: at });
    }
    searchedTo = at + 1;
    at = text.indexOf('@', searchedTo);
  }
  return spans;
}

/** Returns whether a part of a text is between `://` and `@`, and no name of an image before its digest. */
function isUserInfo(text: string, start: number, at: number): boolean {
  const isBehindScheme = text.startsWith('://', start - 3) || text.startsWith(ESCAPED, start - 5);
  return isBehindScheme && !text.startsWith('@sha', at);
}

function isSecret(userInfo: string): boolean {
  const colon = userInfo.indexOf(':');
  if (colon >= 0) return colon < userInfo.length - 1 || looksRandom(userInfo.slice(0, colon));
  return userInfo.length >= MIN_TOKEN && looksRandom(userInfo);
}
