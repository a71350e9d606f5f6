import { describe, expect, test } from 'vitest';
import { DEATH_REASONS } from '../../../../../functions/cli/simulation/catalog/vocabulary.ts';
import { simulate } from '../../../../../functions/cli/simulation/simulate.ts';
import { casesIn, lastVersions, textOf } from './recount.ts';

const simulation = simulate({ seed: 3, days: 14, endDate: '2026-08-14' });
const last = lastVersions(simulation.objects);
const truth = simulation.truth();
const builds = new Map(truth.builds.map((build) => [build.build_id, build]));

/** Returns the outcome of a test's last attempt in the reports, by build. */
function outcomesOf(job: string, testName: string): ReadonlyMap<string, string> {
  const outcomes = new Map<string, string>();
  for (const { build_path, build_id, job: name } of truth.builds) {
    if (name !== job) continue;
    for (const file of ['junit_01.xml', 'junit_02.xml']) {
      const report = last.get(`${build_path}artifacts/${file}`);
      const own = report === undefined ? [] : casesIn(textOf(report));
      const found = own.findLast((one) => one.name === testName && one.outcome !== 'skipped');
      if (found !== undefined) outcomes.set(build_id, found.outcome);
    }
  }
  return outcomes;
}

describe('a default simulation has every kind of fault', () => {
  test('and a moderate size', () => {
    expect(truth.totals.builds.total).toBeGreaterThan(1500);
    expect(truth.totals.builds.total).toBeLessThan(2700);
  });

  test.each([
    'flaky_tests',
    'regressions',
    'recoveries',
    'never_passed',
    'outages',
    'broken_pushes',
    'background_failures',
    'failed_tests',
    'retried_builds',
    'retried_tests',
    'overwritten_aborts',
    'rewritten_objects',
    'late_objects',
    'truncated_reports',
    'empty_reports',
    'gzip_objects',
    'control_character_reports',
    'crier_finished',
    'leases',
    'markers',
    'stale_markers',
    'untested_promotions',
  ] as const)('%s', (kind) => {
    expect(truth[kind].length).toBeGreaterThan(0);
  });

  test.each(DEATH_REASONS)('a build that died of %s', (reason) => {
    const dead = truth.builds.filter(({ death_reason }) => death_reason === reason);
    expect(dead.length).toBeGreaterThan(0);
    const isStopped = ['clone_failure', 'timeout', 'eviction'].includes(reason);
    expect(dead.some(({ has_report }) => has_report)).toBe(!isStopped);
  });

  test.each(['passed', 'failed', 'aborted', 'errored', 'running'] as const)(
    'a build that %s',
    (outcome) => {
      expect(truth.totals.builds[outcome]).toBeGreaterThan(0);
    },
  );

  test.each(['grid', 'upgrade', 'pipeline', 'periodic', 'presubmit'] as const)(
    'a %s job',
    (family) => {
      expect(truth.jobs.some((job) => job.family === family && job.builds > 0)).toBe(true);
    },
  );

  test('batches', () => {
    expect([...last.keys()].some((name) => name.startsWith('pr-logs/pull/batch/'))).toBe(true);
  });

  test('outages break builds', () => {
    for (const { id, builds_broken, builds_in_reach } of truth.outages) {
      expect([id, builds_broken > 0 && builds_broken <= builds_in_reach]).toEqual([id, true]);
    }
  });
});

describe('the reports show the faults of the truth', () => {
  const certain = truth.regressions.filter(
    ({ level, failure_rate, jobs }) => level === 'test' && failure_rate === 1 && jobs.length > 0,
  );

  test('a test regression begins at its first bad build and ends at its first good one', () => {
    expect(certain.length).toBeGreaterThan(3);
    for (const { test: broken, jobs } of certain) {
      const [shown] = jobs.toSorted((a, b) => b.builds_bad - a.builds_bad);
      if (shown === undefined || shown.job.startsWith('pull-')) continue;
      const bad = [...outcomesOf(shown.job, broken?.test_name ?? '')].filter(
        ([, outcome]) => outcome !== 'passed',
      );
      const inRange = bad.map(([id]) => id).filter((id) => id >= shown.first_bad_build);
      expect([shown.job, inRange[0]]).toEqual([shown.job, shown.first_bad_build]);
      expect(inRange.filter((id) => id <= shown.last_bad_build)).toHaveLength(shown.builds_bad);
    }
  });

  test('the first bad build is the first one with the first bad commit', () => {
    for (const { id, cause, first_bad_commit, jobs } of truth.regressions) {
      if (first_bad_commit === null) continue;
      const ordinals = new Map(
        truth.commits
          .filter(({ branch }) => branch === first_bad_commit.branch)
          .map(({ sha, ordinal }) => [sha, ordinal]),
      );
      const ordinal = (build: string): number => {
        const { kops_commit, checkout_commit } = builds.get(build) ?? {
          kops_commit: '',
          checkout_commit: '',
        };
        return ordinals.get(cause === 'kops' ? kops_commit : checkout_commit) ?? -1;
      };
      for (const { first_bad_build, last_good_build } of jobs) {
        expect([id, ordinal(first_bad_build) >= first_bad_commit.ordinal]).toEqual([id, true]);
        if (last_good_build !== null) {
          expect([id, ordinal(last_good_build) < first_bad_commit.ordinal]).toEqual([id, true]);
        }
      }
    }
  });

  test('jobs that never passed have no passed build', () => {
    for (const { job, builds: count } of truth.never_passed) {
      const own = truth.builds.filter((build) => build.job === job);
      expect(own.length).toBeGreaterThanOrEqual(count);
      expect(own.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
    }
  });

  test('flaky tests fail about as often as their probability says', () => {
    for (const { id, probability, jobs } of truth.flaky_tests) {
      const runs = jobs.reduce((sum, { builds: count }) => sum + count, 0);
      const failed = jobs.reduce((sum, own) => sum + own.failed_builds + own.flaky_builds, 0);
      const deviation = Math.sqrt(runs * probability * (1 - probability));
      expect([id, Math.abs(failed - runs * probability) < 4 * deviation + 1]).toEqual([id, true]);
    }
  });

  test('retried builds tested the same commits', () => {
    for (const { builds: retried } of truth.retried_builds) {
      const commits = retried.map(({ build_id }) => builds.get(build_id)?.checkout_commit);
      expect(new Set(commits).size).toBe(1);
      expect(retried.length).toBeGreaterThan(1);
    }
  });

  test('an overwritten abort is not an abort in the end', () => {
    for (const name of truth.overwritten_aborts) {
      expect(textOf(last.get(name) ?? { name, body: '', updatedAt: '' })).not.toContain('ABORTED');
    }
  });

  test('crier writes lower-case results', () => {
    for (const name of truth.crier_finished) {
      expect(textOf(last.get(name) ?? { name, body: '', updatedAt: '' })).toMatch(
        /"result":"failure".*"uploader":"crier"/,
      );
    }
  });
});
