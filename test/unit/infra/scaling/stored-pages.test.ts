import { expect, test } from 'vitest';
import { sectionsOf } from '../../../../functions/dashboard/page.ts';
import { PAGES } from '../../../../functions/dashboard/pages/pages.ts';
import { isStoredPage } from '../../../../functions/dashboard/stored-pages.ts';
import { VIEWS_OF_STORED_PAGES } from '../../../../infra/scaling/stored-pages.ts';
import { readBudget } from '../../../views/bytes/budget.ts';

test('the costs of stored pages are those of the queries of the navigation', () => {
  const views = readBudget();
  const sections = PAGES.filter(isStoredPage).flatMap((page) => sectionsOf(page, {}));
  const queries = new Set(sections.map(({ sql }) => sql));
  const read = [...queries]
    .flatMap((sql) => sql.match(/(?<=\b(?:FROM|JOIN)\s+)\w+/g) ?? [])
    .filter((name) => views.has(name));
  expect(read.toSorted()).toStrictEqual([...VIEWS_OF_STORED_PAGES]);
});
