import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  PAGE,
  README,
  generatePage,
  generateReadme,
} from '../../../../infra/generate/reference/generate.ts';
import { withViewList } from '../../../../infra/generate/reference/readme-list.ts';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import { TABLE_NAMES } from '../../../../shared/schema/tables.ts';

const VIEWS = readViews();
const page = readFileSync(PAGE, 'utf8');
const readme = readFileSync(README, 'utf8');

describe('after a change of infra/views or infra/tables, `npm run generate` has been run:', () => {
  test('infra/reference/README.md is up to date', async () => {
    expect(page).toBe(await generatePage());
  });

  test('the list of views in README.md is up to date', () => {
    expect(readme).toBe(generateReadme());
  });
});

describe('the reference', () => {
  const links = [...page.matchAll(/\]\(#(\w+)\)/g)].map(([, anchor]) => anchor);
  const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, name = '']) => name);

  test('has a section for each view and raw table', () => {
    const names = [
      ...VIEWS.map(({ name }) => name),
      ...TABLE_NAMES.map((name) => `ci_raw.${name}`),
    ];
    expect(sections.filter((name) => name !== 'Views' && name !== 'Raw tables').sort()).toEqual(
      names.sort(),
    );
  });

  test('links to nothing that is not there', () => {
    const anchors = new Set(sections.map((name) => name.replaceAll('.', '')));
    expect(links.filter((anchor) => anchor === undefined || !anchors.has(anchor))).toEqual([]);
  });

  test('describes every column and says its type', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter((row) => !/^\| `\w+` \| `[A-Z][^`]*` \| \S.*\. \|$/.test(row))).toEqual([]);
  });
});

test('the README names every view, and says of those to ask what they answer', () => {
  const linked = [...readme.matchAll(/\[`(\w+)`\]\(infra\/reference\/README\.md#\1\)/g)];
  const explained = [
    ...readme.matchAll(/^\| \[`(\w+)`\]\(infra\/reference\/README\.md#\1\) \| .+\. \|$/gm),
  ];
  const publicViews = VIEWS.filter(({ isInternal }) => !isInternal);
  expect(linked.map(([, name]) => name).sort()).toEqual(VIEWS.map(({ name }) => name).sort());
  expect(explained.map(([, name]) => name)).toEqual(publicViews.map(({ name }) => name).sort());
});

test('a README without a place for the list is said to be so', () => {
  expect(() => withViewList('# ci-signal\n', VIEWS)).toThrow('README.md needs these lines');
});
