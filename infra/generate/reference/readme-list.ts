import type { DescribedView } from '../../../shared/ports/views.ts';
import { gist } from './gist.ts';
import { escape, table } from './markdown.ts';
import { byName } from './relations.ts';

const BEGIN = '<!-- views: written by `npm run generate` -->\n';
const END = '<!-- /views -->\n';

/**
 * Puts the list of the views between its two markers in the README.
 *
 * @throws Error when a marker is missing
 */
export function withViewList(readme: string, views: readonly DescribedView[]): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) {
    throw new Error(`README.md needs these lines around its list of views:\n${BEGIN}${END}`);
  }
  return `${readme.slice(0, begin + BEGIN.length)}\n${list(views)}\n${readme.slice(end)}`;
}

function list(views: readonly DescribedView[]): string {
  const sorted = views.toSorted(byName);
  const rows = sorted
    .filter(({ isInternal }) => !isInternal)
    .map(({ name, description }) => [link(name), escape(gist(description))]);
  const internal = sorted.filter(({ isInternal }) => isInternal).map(({ name }) => link(name));
  return `${table(['view', 'answers'], rows)}\nThey are made of: ${internal.join(', ')}.\n`;
}

function link(name: string): string {
  return `[\`${name}\`](infra/reference/README.md#${name})`;
}
