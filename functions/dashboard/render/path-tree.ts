import type { Row, TreeMapSection } from '../page.ts';
import { valueIn } from '../pages/links.ts';

/** A repository or directory of a tree map, with what is below it. */
export interface PathNode {
  /** The last part of its path, or the repository. */
  readonly name: string;
  readonly place: PathPlace;
  readonly total: number;
  readonly covered: number;
  /** Whether it is a directory; the files directly in the place that is shown are no directory of their own. */
  readonly isDirectory: boolean;
  readonly children: readonly PathNode[];
}

/** A repository and a directory in it; empty texts are all repositories, and the whole of one. */
export interface PathPlace {
  readonly repository: string;
  readonly directory: string;
}

/** The directory of files that are in none. */
const ROOT = '.';

/** A directory with its place as a list: the repository, and the parts of the path. */
interface Entry {
  readonly parts: readonly string[];
  readonly total: number;
  readonly covered: number;
}

/**
 * Returns the children of a place with their own children. A place with one directory alone is passed over; one that does not exist
 * becomes the nearest one above it that does.
 */
export function childrenAt(
  { tree }: TreeMapSection,
  rows: readonly Row[],
  asked: PathPlace,
): { readonly place: PathPlace; readonly children: readonly PathNode[] } {
  const entries = rows.flatMap((row) => entryOf(tree, row) ?? []);
  let parts = partsOf(asked);
  let below = within(entries, parts);
  while (below.length === 0 && parts.length > 0) {
    parts = parts.slice(0, -1);
    below = within(entries, parts);
  }
  let children = childrenOf(below, parts, 2);
  for (;;) {
    const [only, other] = children;
    if (only === undefined || other !== undefined || !only.isDirectory) break;
    if (only.children.every(({ isDirectory }) => !isDirectory)) break;
    parts = [...parts, only.name];
    below = within(below, parts);
    children = childrenOf(below, parts, 2);
  }
  return { place: placeOf(parts), children };
}

function entryOf(tree: TreeMapSection['tree'], row: Row): Entry | undefined {
  const [total, covered] = [Number(row[tree.total]), Number(row[tree.covered])];
  if (!(total > 0) || !(covered >= 0)) return undefined;
  const repository = valueIn(row, tree.repository);
  const written = valueIn(row, tree.directory);
  const directory = written === ROOT ? '' : written;
  return { parts: partsOf({ repository: repository || '?', directory }), total, covered };
}

/** Empty parts, as in `a//b`, do not count. */
function partsOf({ repository, directory }: PathPlace): readonly string[] {
  if (repository === '') return [];
  return [repository, ...directory.split('/').filter((part) => part !== '')];
}

function placeOf([repository = '', ...directories]: readonly string[]): PathPlace {
  return { repository, directory: directories.join('/') };
}

function within(entries: readonly Entry[], parts: readonly string[]): readonly Entry[] {
  return entries.filter((entry) => parts.every((part, index) => entry.parts[index] === part));
}

function childrenOf(
  entries: readonly Entry[],
  parts: readonly string[],
  levels: number,
): readonly PathNode[] {
  if (levels === 0) return [];
  const byName = Map.groupBy(entries, (entry) => entry.parts[parts.length]);
  return [...byName]
    .map(([name, some]) => {
      const place = name === undefined ? parts : [...parts, name];
      return {
        name: name ?? 'files here',
        place: placeOf(place),
        total: sum(some.map(({ total }) => total)),
        covered: sum(some.map(({ covered }) => covered)),
        isDirectory: name !== undefined,
        children: name === undefined ? [] : childrenOf(some, place, levels - 1),
      };
    })
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
