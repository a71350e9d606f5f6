import { expect, test } from '@jest/globals';
import { timeOfLine } from '../../../../../shared/artifacts/build-log/line-time.ts';

test.each([
  ['I1120 12:00:04.250000    12 a.go:1] x', '2026-11-20', '2026-11-20T12:00:04.250Z'],
  ['E0101 00:10:00.000000    12 a.go:1] past midnight', '2026-12-31', '2027-01-01T00:10:00.000Z'],
  ['W1231 23:59:59.999999    12 a.go:1] before it', '2027-01-01', '2026-12-31T23:59:59.999Z'],
  ['2026-11-20T12:00:04Z x', '2026-11-20', '2026-11-20T12:00:04.000Z'],
  ['2026-11-20 12:00:04.5 x', '2026-11-20', '2026-11-20T12:00:04.500Z'],
  ['2026-11-20T12:00:04+02:00 x', '2026-11-20', '2026-11-20T10:00:04.000Z'],
  ['I9999 12:00:04.250000 no such day', '2026-11-20', null],
  ['at 2026-11-20T12:00:04Z, in the middle', '2026-11-20', null],
  ['', '2026-11-20', null],
  ['I1120 12:00:04.250000 without a date near it', undefined, null],
])('%s', (line, near, time) => {
  expect(timeOfLine(line, near)).toBe(time);
});
