import { describe, expect, test } from 'vitest';
import prices from '../../../../infra/policy/prices.json' with { type: 'json' };
import { BUILD } from '../../../../infra/scaling/load.ts';
import { monthOfPolling, POLL, type PolledBucket } from '../../../../infra/scaling/poll-model.ts';
import { parseStoragePrices } from '../../../../shared/policy/prices.ts';

const PRICES = parseStoragePrices(prices);

/** A bucket without builds: what looking takes alone. */
const QUIET: PolledBucket = {
  buildsPerDay: 0,
  jobs: 1_500,
  rareJobs: 0,
  minutesBetweenLooks: 60,
  daysKept: 390,
};

const month = (changes: Partial<PolledBucket> = {}) =>
  monthOfPolling({ ...QUIET, ...changes }, PRICES);

describe('a month of polling', () => {
  test('without builds lists the jobs, asks each for its newest build, and asks the roll-ups', () => {
    const { looks, lists, reads, tibQueried } = month();
    expect(looks).toBe(720);
    expect(lists).toBe(720 * 2);
    expect(reads).toBe(720 * 1_500 * 2);
    expect(tibQueried).toBeCloseTo((720 * POLL.leastBytesBilled) / 2 ** 40);
  });

  test('lists jobs that run rarely at each look, in two pages', () => {
    expect(month({ rareJobs: 100 }).lists - month().lists).toBe(720 * 100 * 2);
  });

  test('lists jobs for some hours after a build, and no job twice', () => {
    const { lists } = month({ buildsPerDay: 24 });
    expect(lists - month().lists).toBe(720 * POLL.hoursUnsettled * 2);
    expect(month({ buildsPerDay: 10_000_000 }).lists - month().lists).toBe(720 * 1_500 * 2);
  });

  test('reads each object once, however often it looks', () => {
    for (const minutesBetweenLooks of [5, 60]) {
      const quiet = month({ minutesBetweenLooks });
      const busy = month({ minutesBetweenLooks, buildsPerDay: 100 });
      expect(busy.reads - quiet.reads).toBeCloseTo(2 * 3_000 * BUILD.objects);
    }
  });

  test('costs what its parts cost', () => {
    const { lists, reads, hours, tibQueried, ...costs } = month({ buildsPerDay: 1_000 });
    expect(costs.usdForRequests).toBeCloseTo((lists * 0.005 + reads * 0.0004) / 1_000);
    expect(costs.usdForFunction).toBeCloseTo(hours * 3_600 * (2.4e-5 + 2 * 2.5e-6));
    expect(costs.usdForQueries).toBeCloseTo(tibQueried * 6.25);
  });
});
