import { hierarchy, treemap, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { FilledSection } from '../fill.ts';
import { pathWith, type TreeMapSection } from '../page.ts';
import { MAX_VALUE_LENGTH, valueOf } from '../parameters.ts';
import type { Shown } from './address.ts';
import { lineOf, markup, NOTHING, type Html } from './html.ts';
import { childrenAt, type PathNode, type PathPlace } from './path-tree.ts';
import { numberText, percentText } from './value.ts';
import { shortenedTo } from '../../../shared/domain/shortened.ts';

/** Size of a map in units of its view box; a narrow screen gets the other one. */
interface MapSize {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
  /** The least width and height of a link: 24 pixels when the map is as small as it is shown. */
  readonly link: number;
}

const SIZES: readonly MapSize[] = [
  { name: 'wide', width: 960, height: 460, link: 40 },
  { name: 'narrow', width: 340, height: 480, link: 28 },
];

/** Tiles of a map; smaller ones, and those of less than a share of the map, become one. */
const MAX_TILES = 40;
const LEAST_SHARE = 0.004;

/** Height of the name of a tile, and the width of one of its characters, about that of the font. */
const NAME_HEIGHT = 18;
const CHARACTER = 7;

/** Upper bounds of the classes of coverage; the darker a tile, the less of it runs. */
const CLASSES = [0.2, 0.4, 0.6, 0.8, Infinity] as const;

/** Returns rows as tiles whose size is that of the code and whose shade tells how much of it runs. A tile leads to the map of what is in it. */
export function treeMapOf(section: TreeMapSection, filled: FilledSection, shown: Shown): Html {
  const { values } = shown;
  const { repository, directory } = section.tree;
  const asked = { repository: valueOf(values, repository), directory: valueOf(values, directory) };
  const { place, children } = childrenAt(section, filled.rows, asked);
  if (children.length === 0) return NOTHING;
  const tiles = largest(children);
  const map: TileMap = { section, place, tiles, path: shown.page.path };
  return markup`<p class="crumbs">${crumbs(map)}</p>
${SIZES.map((size) => picture(map, size))}
<p class="legend">Of the code runs: ${CLASSES.map((_, index) => markup`<span><i class="key m${index}">${index}</i> ${classText(index)}</span> `)}</p>
${filled.isCut ? markup`<p class="note">The map has the ${filled.rows.length} directories with most code that does not run.</p>` : NOTHING}`;
}

interface TileMap {
  readonly section: TreeMapSection;
  readonly place: PathPlace;
  readonly tiles: readonly PathNode[];
  readonly path: string;
}

function largest(nodes: readonly PathNode[]): readonly PathNode[] {
  const all = nodes.reduce((sum, { total }) => sum + total, 0);
  const kept = nodes.filter(({ total }, index) => index < MAX_TILES && total >= LEAST_SHARE * all);
  const rest = nodes.slice(kept.length);
  const [first] = rest;
  if (first === undefined) return kept;
  const others = {
    name: `${rest.length} smaller`,
    place: first.place,
    total: rest.reduce((sum, { total }) => sum + total, 0),
    covered: rest.reduce((sum, { covered }) => sum + covered, 0),
    isDirectory: false,
    children: [],
  };
  return [...kept, others];
}

function picture({ section, place, tiles, path }: TileMap, size: MapSize): Html {
  const { width, height, name } = size;
  const data = { name: '', place, total: 0, covered: 0, isDirectory: true, children: tiles };
  const root = hierarchy<PathNode>(data, (node) => [...node.children]);
  // The size of a tile that has children is the sum of theirs.
  root.sum((node) => (node.children.length === 0 ? node.total : 0));
  const layout = treemap<PathNode>()
    .size([width, height])
    .paddingInner(2)
    .paddingTop((node) => (node.depth === 1 ? NAME_HEIGHT : 0));
  const drawn = layout(root);
  return markup`<svg class="map ${name}" viewBox="0 0 ${width} ${height}" role="group" aria-labelledby="${section.id}-title">
${(drawn.children ?? []).map((node) => tile(node, size, linkOf(section, node.data, path)))}</svg>`;
}

function tile(
  node: HierarchyRectangularNode<PathNode>,
  { link: least }: MapSize,
  target: string | undefined,
): Html {
  const { x0, x1, y0, y1, data, children = [] } = node;
  const [width, height] = [x1 - x0, y1 - y0];
  const told = `${lineOf(data.name)}: ${shareText(data)} of ${numberText(data.total)}`;
  const label = width < 4 * CHARACTER || height < NAME_HEIGHT ? '' : labelOf(data, width);
  const content = markup`<title>${told}</title>${rectangle(node)}${children.map((child) => rectangle(child))}${
    label === ''
      ? NOTHING
      : markup`<text class="m${classOf(data)}" x="${Math.round(x0 + 4)}" y="${Math.round(y0 + 13)}">${label}</text>`
  }`;
  if (target === undefined || width < least || height < least) return markup`<g>${content}</g>\n`;
  // The name of a link begins with what is seen of it.
  const name = label.includes('…') ? `${label}, ${told}` : told;
  return markup`<a href="${target}" aria-label="${name}">${content}</a>\n`;
}

function rectangle({ x0, x1, y0, y1, data }: HierarchyRectangularNode<PathNode>): Html {
  const sides = [x0, y0, Math.max(0, x1 - x0), Math.max(0, y1 - y0)];
  const [x, y, width, height] = sides.map((side) => Math.round(10 * side) / 10);
  return markup`<rect class="m${classOf(data)}" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
}

/** Returns as much of the name of a tile and of its coverage as there is room for. */
function labelOf(data: PathNode, width: number): string {
  const room = Math.floor((width - 8) / CHARACTER);
  const share = ` ${shareText(data)}`;
  const name = lineOf(data.name);
  const isShared = room > share.length + 3;
  const free = isShared ? room - share.length : room;
  const cut = shortenedTo(name, Math.max(2, free));
  return `${cut}${isShared ? share : ''}`;
}

/** A directory leads to its map, which shows its name in the form; the URL has the place. */
function linkOf(
  { id, tree }: TreeMapSection,
  { place, isDirectory }: PathNode,
  path: string,
): string | undefined {
  const isLong = Math.max(place.repository.length, place.directory.length) > MAX_VALUE_LENGTH;
  if (!isDirectory || isLong) return undefined;
  const values = { [tree.repository]: place.repository, [tree.directory]: place.directory };
  return `${pathWith(path, values)}#${id}`;
}

/** The places above the one that is shown, each a link. */
function crumbs({ section, place, path }: TileMap): Html {
  const { repository, directory } = place;
  const parts = directory === '' ? [] : directory.split('/');
  const places = [
    { name: 'all repositories', place: { repository: '', directory: '' } },
    ...(repository === '' ? [] : [{ name: repository, place: { repository, directory: '' } }]),
    ...parts.map((name, index) => ({
      name,
      place: { repository, directory: parts.slice(0, index + 1).join('/') },
    })),
  ];
  return markup`${places.map((one, index) => {
    const target = linkOf(section, { ...NODE, place: one.place }, path);
    const name = lineOf(one.name);
    const isHere = index === places.length - 1;
    return markup`${index === 0 ? NOTHING : ' / '}${isHere || target === undefined ? markup`<b>${name}</b>` : markup`<a href="${target}">${name}</a>`}`;
  })}`;
}

const NODE = { name: '', total: 0, covered: 0, isDirectory: true, children: [] };

function shareText({ covered, total }: PathNode): string {
  return percentText(Math.min(1, covered / total));
}

function classOf({ covered, total }: PathNode): number {
  return CLASSES.findIndex((bound) => covered / total < bound);
}

function classText(index: number): string {
  const [from, to] = [20 * index, 20 * (index + 1)];
  return `${from} to ${to} %`;
}
