import { expect, test } from 'vitest';
import { PAGES } from '../../functions/dashboard/pages/pages.ts';
import { isStoredPage } from '../../functions/dashboard/stored-pages.ts';
import type { Figure } from './figure.ts';
import { measurePages, PARAMETER_PAGES } from './measure-pages.ts';

test('the benchmark shows each page of the navigation as it is stored, and as it is computed', async () => {
  const figures: Figure[] = [];
  for await (const one of measurePages(720)) figures.push(one);
  const paths = PAGES.filter(isStoredPage).map(({ path }) => path);
  expect(figures.map(({ name }) => name)).toEqual([
    ...paths.flatMap((path) => [path, `${path}, size`]),
    ...PARAMETER_PAGES,
  ]);
  for (const { today, reference } of figures) {
    expect(today).toBeGreaterThan(0);
    expect(reference).toBeGreaterThan(0);
  }
});
