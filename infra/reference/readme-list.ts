import type { DescribedView } from '../../shared/ports/views.ts';
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
  const rows = views
    .toSorted(byName)
    .map(({ name, description }) => [
      `[\`${name}\`](infra/reference/README.md#${name})`,
      escape(gist(description)),
    ]);
  return table(['view', 'answers'], rows);
}
