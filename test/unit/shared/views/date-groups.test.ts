import { expect, test } from 'vitest';
import { dateGroups } from '../../../../shared/views/date-groups.ts';

const DATES = ['2026-11-18', '2026-11-20', '2026-11-30', '2026-12-01'];

test.each([
  { about: 'none', rows: [], groups: [] },
  { about: 'one of any size', rows: [1000], groups: [1] },
  { about: 'as many dates as are allowed, whatever their rows', rows: [1000, 1000], groups: [2] },
  { about: 'a new group for more of them', rows: [1000, 1000, 1, 1], groups: [2, 2] },
  {
    about: 'as many rows as are allowed, whatever their dates',
    rows: [40, 30, 20, 10],
    groups: [4],
  },
  { about: 'a new group for more of them', rows: [40, 30, 30, 1], groups: [3, 1] },
])('$about', ({ rows, groups }) => {
  const dates = DATES.slice(0, rows.length);
  const rowsOf = new Map(dates.map((date, i) => [date, rows[i] ?? 0]));
  const result = dateGroups(dates, rowsOf, { dates: 2, rows: 100 });
  expect(result.map(({ length }) => length)).toEqual(groups);
  expect(result.flat()).toEqual(dates);
});
