import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { FilledSection } from '../../../../functions/dashboard/fill.ts';
import type { Row, TreeMapSection, Values } from '../../../../functions/dashboard/page.ts';
import { COVERAGE_PAGE } from '../../../../functions/dashboard/pages/coverage.ts';
import { childrenAt, type PathPlace } from '../../../../functions/dashboard/render/path-tree.ts';
import { treeMapOf } from '../../../../functions/dashboard/render/tree-map.ts';

const SECTION: TreeMapSection = {
  kind: 'tree-map',
  id: 'map',
  title: 'Map',
  sql: 'SELECT 1',
  orderBy: 'directory',
  columns: [],
  empty: '',
  tree: { repository: 'repository', directory: 'directory', total: 'total', covered: 'covered' },
};

const NOWHERE: PathPlace = { repository: '', directory: '' };

function row(repository: string, directory: string, [total, covered] = [10, 5]): Row {
  return { repository, directory, total, covered };
}

const ROWS = [
  row('o/r', '.', [5, 5]),
  row('o/r', 'pkg/a', [10, 1]),
  row('o/r', 'pkg/a/b', [20, 2]),
  row('o/r', 'cmd', [40, 30]),
  row('o/other', 'x/y/z', [3, 0]),
];

async function drawn(rows: readonly Row[], values: Values = {}, isCut = false): Promise<string> {
  const filled: FilledSection = {
    section: SECTION,
    rows,
    isCut,
    isCurrent: true,
    sql: '',
    options: new Map(),
  };
  const display = { table: undefined, rows: undefined, format: 'html', sort: undefined } as const;
  const shown = { page: COVERAGE_PAGE, values, display, now: 0 };
  return String(await treeMapOf(SECTION, filled, shown));
}

/** Returns the names of the children of a place, with their code. */
function shown(rows: readonly Row[], place: PathPlace = NOWHERE) {
  const found = childrenAt(SECTION, rows, place);
  return { place: found.place, children: found.children.map(({ name, total }) => [name, total]) };
}

describe('the content of', () => {
  const all = [
    ['o/r', 75],
    ['o/other', 3],
  ];
  const repository = [
    ['cmd', 40],
    ['pkg', 30],
    ['files here', 5],
  ];
  const below = [
    ['b', 20],
    ['files here', 10],
  ];
  const at = (directory: string, name = 'o/r') => ({ repository: name, directory });

  test.each([
    { of: 'all repositories', asked: NOWHERE, place: NOWHERE, children: all },
    { of: 'a repository', asked: at(''), place: at(''), children: repository },
    {
      of: 'a directory, past one that is alone',
      asked: at('pkg'),
      place: at('pkg/a'),
      children: below,
    },
    { of: 'a directory that is not there', asked: at('pk'), place: at(''), children: repository },
    { of: 'a repository that is not there', asked: at('pkg', 'o'), place: NOWHERE, children: all },
  ])('$of', ({ asked, place, children }) => {
    expect(shown(ROWS, asked)).toEqual({ place, children });
  });

  test('nothing is nothing', async () => {
    expect(
      shown([row('o/r', 'a', [0, 0]), { repository: null, directory: null }]).children,
    ).toEqual([]);
    expect(await drawn([])).toBe('');
  });
});

const HOSTILE = [
  '"><script>alert(1)</script>',
  '__proto__',
  '..',
  '',
  'a b',
  '\u202e',
  '&amp;',
  '{}',
  '#?&=',
];

test('hostile paths are texts and parameters', async () => {
  const rows = HOSTILE.flatMap((part) => [row('o/r', `x/${part}/y`), row(`o/${part}`, part)]);
  const text = await drawn(rows, { repository: 'o/r', directory: 'x' });
  expect(text).not.toContain('<script');
  expect(text).not.toContain('\u202e');
  expect(text).toContain('directory=x%2F%22%3E%3Cscript%3Ealert%281%29');
  for (const [, target = ''] of text.matchAll(/href="([^"]*)"/g)) {
    expect(target).toMatch(/^\/coverage(?:\?[\w%.&=;+*-]*)?#map$/);
  }
});

test('each directory leads to a map of the same code, whatever its name', () => {
  const part = fc.constantFrom(...HOSTILE, 'a', 'b', '.');
  const place = fc.tuple(
    fc.constantFrom('o/r', 'o/s'),
    fc.array(part, { minLength: 1, maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 20 }), (places) => {
      const rows = places.map(([repository, parts]) => row(repository, parts.join('/')));
      for (const child of childrenAt(SECTION, rows, NOWHERE).children) {
        if (!child.isDirectory) continue;
        const { children } = childrenAt(SECTION, rows, child.place);
        expect(children.reduce((sum, { total }) => sum + total, 0)).toBe(child.total);
      }
    }),
  );
});

test('a tile tells its coverage, has a shade, and is a link unless it is too small', async () => {
  const text = await drawn([
    row('o/r', 'a', [1000, 100]),
    row('o/r', 'b', [500, 500]),
    row('o/r', 'c', [3, 0]),
  ]);
  expect(text).toContain('aria-label="a: 10.0 % of 1,000"');
  expect(text).toMatch(/aria-label="b: 100.0 % of 500">.*<rect class="m4"/);
  expect(text).toContain('<title>1 smaller: 0.0 % of 3</title>');
  expect(text.match(/<svg /g)).toHaveLength(2);
});

test('many directories are a small map', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) =>
    row('o/r', `d${index % 500}/e${index}`, [1 + index, 5]),
  );
  const text = await drawn(rows, {}, true);
  expect(text.length).toBeLessThan(150_000);
  expect(text).toContain('The map has the 5000 directories');
});

test('the tiles of a map cover it', async () => {
  const text = await drawn(ROWS, { repository: 'o/r' });
  const [wide = ''] = text.split('</svg>');
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(wide) ?? [];
  const tiles = [...wide.matchAll(/<\/title><rect [^>]*width="([\d.]+)" height="([\d.]+)"/g)];
  const area = tiles.reduce((sum, [, w, h]) => sum + Number(w) * Number(h), 0);
  expect(tiles).toHaveLength(3);
  expect(area / (Number(width) * Number(height))).toBeGreaterThan(0.97);
});
