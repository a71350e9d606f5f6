import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import { TABLE_NAMES } from '../../../../shared/schema/tables.ts';

const VIEWS = readViews();
const page = readFileSync(
  new URL('../../../../infra/reference/README.md', import.meta.url),
  'utf8',
);

/** `npm run generate -- --check` checks that the page is up to date. */
describe('the reference', () => {
  const [contents = '', details = ''] = page.split('\n## Columns\n');
  const links = [...page.matchAll(/\]\(#(\w+)\)/g)].map(([, anchor]) => anchor);
  const sections = [...details.matchAll(/^### (.+)$/gm)].map(([, name = '']) => name);
  const names = [
    ...VIEWS.map(({ name }) => name),
    ...TABLE_NAMES.map((name) => `ci_raw.${name}`),
  ].sort();

  test('has a section for each view and raw table', () => {
    expect(sections.toSorted()).toEqual(names);
  });

  test('lists each view and raw table once, with its first sentence', () => {
    const listed = [...contents.matchAll(/^\| \[`([\w.]+)`\]\(#\w+\) \| .+[.] \|$/gm)];
    expect(listed.map(([, name = '']) => name).sort()).toEqual(names);
  });

  test('has no broken links', () => {
    const anchors = new Set(sections.map((name) => name.replaceAll('.', '')));
    expect(links.filter((anchor) => anchor === undefined || !anchors.has(anchor))).toEqual([]);
  });

  test('describes every column and states its type', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter((row) => !/^\| `\w+` \| `[A-Z][^`]*` \| \S.*\. \|$/.test(row))).toEqual([]);
  });
});
