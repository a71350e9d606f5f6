import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../../functions/cli/simulation/simulate.ts';

const OPTIONS = { seed: 3, days: 28, endDate: '2026-11-22', scale: 0.02 } as const;

const rough = simulate({ ...OPTIONS, world: 'rough' }).truth();
const plain = simulate(OPTIONS).truth();

function regressionsOf(rule: string) {
  return rough.regressions.filter(({ id }) => id.startsWith(`regression-${rule}-`));
}

describe('a rough history has', () => {
  test('all that a plain one has, and more', () => {
    const idsOf = ({ flaky_tests, outages }: typeof plain) =>
      [...flaky_tests, ...outages].map(({ id }) => id);
    expect(new Set(idsOf(rough)).isSupersetOf(new Set(idsOf(plain)))).toBe(true);
    expect(idsOf(rough).length).toBeGreaterThan(idsOf(plain).length);
  });

  test('one commit that breaks many tests', () => {
    const mass = regressionsOf('mass');
    expect(mass.length).toBeGreaterThan(30);
    expect(new Set(mass.map(({ first_bad_commit }) => first_bad_commit?.sha)).size).toBe(1);
    expect(new Set(mass.map(({ test: broken }) => broken?.test_name)).size).toBe(mass.length);
  });

  test('tests that are broken and fixed twice', () => {
    const again = Map.groupBy(regressionsOf('again'), ({ test: broken }) => broken?.test_name);
    expect(again.size).toBeGreaterThan(1);
    for (const [first, second] of again.values()) {
      const [ended, begun] = [first?.jobs[0]?.first_good_build_after, second?.jobs[0]];
      expect(BigInt(begun?.first_bad_build ?? 0)).toBeGreaterThan(BigInt(ended ?? 0));
    }
  });

  test('regressions that show in a part of the builds', () => {
    const jobs = [...regressionsOf('partial-third'), ...regressionsOf('partial-half')].flatMap(
      (one) => one.jobs,
    );
    const sum = (count: 'builds_bad' | 'builds_bad_failed') =>
      jobs.reduce((total, job) => total + job[count], 0);
    const share = sum('builds_bad_failed') / sum('builds_bad');
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.65);
  });

  /** Returns the days since 1970 on which a test failed in a job. */
  function daysOf(id: string): readonly number[] {
    const flaky = rough.flaky_tests.find((one) => one.id === id);
    const failed = new Set(
      [...rough.failed_tests, ...rough.retried_tests.map(nameOf)]
        .filter(({ test_name }) => test_name === flaky?.test.test_name)
        .map(({ build_path }) => build_path),
    );
    return rough.builds
      .filter(({ build_path, job }) => failed.has(build_path) && job === flaky?.jobs[0]?.job)
      .map(({ started_at }) => Date.parse(started_at) / 86_400_000);
  }

  test('tests that are flaky for some days only', () => {
    const days = daysOf('flaky-burst-1');
    expect(days.length).toBeGreaterThan(2);
    expect(Math.max(...days) - Math.min(...days)).toBeLessThan(8);
  });

  test('tests that become flaky', () => {
    const days = [1, 2, 3].flatMap((number) => daysOf(`flaky-drift-${number}`));
    const middle = Date.parse('2026-11-09') / 86_400_000;
    const late = days.filter((day) => day > middle).length;
    expect(late).toBeGreaterThan(2 * (days.length - late));
  });

  test('outages while tests run', () => {
    const during = rough.outages.filter(({ id }) => id.startsWith('outage-during-tests-'));
    expect(during.some(({ builds_broken }) => builds_broken > 2)).toBe(true);
    expect(
      rough.builds.some(
        ({ faults, death_reason }) =>
          death_reason === null && faults.some((id) => id.startsWith('outage-during-tests-')),
      ),
    ).toBe(true);
  });

  test('jobs that are stopped', () => {
    expect(rough.stopped_jobs).toHaveLength(3);
    expect(plain.stopped_jobs).toEqual([]);
    for (const { job, from } of rough.stopped_jobs) {
      const times = rough.builds.filter((build) => build.job === job);
      expect(times.length).toBeGreaterThan(3);
      expect(times.every(({ triggered_at }) => triggered_at < from)).toBe(true);
    }
  });

  test('jobs that run on weekdays only', () => {
    const daily = new Set(rough.jobs.filter((job) => job.runs_per_day >= 1).map(({ job }) => job));
    const weekdaysOnly = ({ builds }: typeof plain) => {
      const onWeekends = new Set(builds.filter(isOnWeekend).map(({ job }) => job));
      return daily.difference(onWeekends).size;
    };
    expect(weekdaysOnly(rough)).toBeGreaterThan(weekdaysOnly(plain) + 5);
  });
});

function isOnWeekend({ triggered_at }: { readonly triggered_at: string }): boolean {
  return [0, 6].includes(new Date(triggered_at).getUTCDay());
}

function nameOf({ build_path, test: { test_name } }: (typeof rough.retried_tests)[number]) {
  return { build_path, test_name };
}
