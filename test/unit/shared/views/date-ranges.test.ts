import { expect, test } from '@jest/globals';
import { dateRanges } from '../../../../shared/views/date-ranges.ts';

test.each([
  { dates: [], ranges: [] },
  { dates: ['2026-11-20'], ranges: ['2026-11-20 2026-11-20'] },
  { dates: ['2026-11-30', '2026-12-01'], ranges: ['2026-11-30 2026-12-01'] },
  {
    dates: ['2026-11-18', '2026-11-20', '2026-11-21'],
    ranges: ['2026-11-18 2026-11-18', '2026-11-20 2026-11-21'],
  },
  {
    dates: ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'],
    ranges: ['2026-11-18 2026-11-20', '2026-11-21 2026-11-21'],
  },
])('$dates', ({ dates, ranges }) => {
  expect(dateRanges(dates, 3).map(({ first, last }) => `${first} ${last}`)).toEqual(ranges);
});
