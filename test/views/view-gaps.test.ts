import { expect, test } from '@jest/globals';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { readViewGaps } from '../emulator/view-gaps.ts';
import { readCases } from './case.ts';

test('every gap of the BigQuery emulator names a view or a case that exists', () => {
  const cases = readCases(new URL('cases/', import.meta.url));
  const known = new Set([
    ...readViews().map(({ name }) => name),
    ...cases.map(({ view, file }) => `${view}/${file}`),
  ]);
  const listed = [...readViewGaps()].flatMap(([view, gap]) =>
    'cases' in gap ? gap.cases.map((file) => `${view}/${file}`) : [view],
  );
  expect(listed.filter((id) => !known.has(id))).toEqual([]);
});
