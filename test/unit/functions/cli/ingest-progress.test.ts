import { expect, test } from 'vitest';
import { describeProgress } from '../../../../functions/cli/ingest-progress.ts';
import { describeDuration, RemainingTime } from '../../../../functions/cli/remaining-time.ts';

const STATE = {
  seen: 700,
  otherKinds: 100,
  filtered: 0,
  unchanged: 0,
  incomplete: 0,
  givenUp: 0,
  denied: 0,
  outcomes: { parsed: 90, salvaged: 5, ignored: 0, rejected: 5 },
  notable: [],
  unread: [],
  failures: 0,
  failed: [],
};

test('without a total there are the objects seen and read', () => {
  expect(describeProgress(STATE, new RemainingTime(), 0)).toBe('700 objects seen, 100 read');
});

test('with a total there are the share and, once the speed is known, the remaining time', () => {
  const remaining = new RemainingTime();
  const start = { ...STATE, seen: 200, total: 1000 };
  expect(describeProgress(start, remaining, 0)).toBe('200 of 1000 objects (20 %)');
  const later = { ...start, seen: 400, otherKinds: 300 };
  expect(describeProgress(later, remaining, 4000)).toBe(
    '400 of 1000 objects (40 %), about 12 s left',
  );
});

test('objects that were skipped at first do not count for the speed', () => {
  const remaining = new RemainingTime();
  remaining.estimate(0, 2000, 0);
  remaining.estimate(1000, 2000, 1000);
  remaining.estimate(1010, 2000, 11_000);
  expect(remaining.estimate(1020, 2000, 21_000)).toBeCloseTo(980, 0);
});

test('there is no estimate while no object is finished', () => {
  const remaining = new RemainingTime();
  remaining.estimate(0, 10, 0);
  expect(remaining.estimate(0, 10, 5000)).toBeUndefined();
});

test('a duration is in seconds, minutes or hours, rounded up', () => {
  expect([0.2, 59, 61, 3900].map(describeDuration)).toEqual(['1 s', '59 s', '2 min', '1 h 5 min']);
});
