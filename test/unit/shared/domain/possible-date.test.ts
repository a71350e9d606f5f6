import { expect, test } from 'vitest';
import { dateOfWriting } from '../../../../shared/domain/possible-date.ts';

test.each([
  { updatedAt: '2026-11-20T23:59:59.000Z', date: '2026-11-20' },
  { updatedAt: '1970-01-01T00:00:00.000Z', date: '1970-01-01' },
  { updatedAt: '1901-12-13T20:45:52.000Z', date: '1970-01-01' },
  { updatedAt: '+012345-01-01T00:00:00.000Z', date: '1970-01-01' },
])('an object that was written at $updatedAt counts on $date', ({ updatedAt, date }) => {
  expect(dateOfWriting(updatedAt)).toBe(date);
});
