import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { visible, visibleLine } from '../../../shared/rows/visible.ts';

/** A part of a page, in which every value is escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Makes a part of a page of a template literal: strings are escaped, parts and lists of parts are inserted. */
export const markup = html;

/** Nothing. */
export const NOTHING: HtmlEscapedString = raw('');

/** Returns a text for one line, its unseen characters as escapes, because they can change how other text looks. */
export function lineOf(text: string): string {
  return visibleLine(text);
}

/** Returns a text of several lines, its unseen characters as escapes. */
export function linesOf(text: string): string {
  return visible(text);
}

/** Returns a link, or the content alone if the target is not a path of the dashboard or a URL of the web. */
export function linked(target: string | undefined, content: Html | string): Html {
  if (target === undefined) return markup`${content}`;
  if (/^\/(?!\/)/.test(target)) return markup`<a href="${target}">${content}</a>`;
  return isWebUrl(target)
    ? markup`<a href="${target}" rel="noopener noreferrer">${content}</a>`
    : markup`${content}`;
}

/** Returns whether a text is a URL that a browser loads over HTTP; other schemes can run scripts. */
function isWebUrl(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'https:' || protocol === 'http:';
}
