import { describe, expect, test } from 'vitest';
import type { FindingKind } from '../../../../../functions/cli/evaluation/finding-kind.ts';
import { FLAKY_TESTS } from '../../../../../functions/cli/evaluation/findings/flaky-tests.ts';
import { NEVER_PASSED } from '../../../../../functions/cli/evaluation/findings/never-passed.ts';
import { STALE_MARKERS } from '../../../../../functions/cli/evaluation/findings/stale-markers.ts';
import { UNTESTED_PROMOTIONS } from '../../../../../functions/cli/evaluation/findings/untested-promotions.ts';
import type { Truth } from '../../../../../functions/cli/simulation/truth/truth.ts';
import { build, flakyTest, marker, regression, retried, testNamed, truthWith } from './truths.ts';

interface Case {
  readonly about: string;
  readonly kind: FindingKind;
  readonly truth: Partial<Truth>;
  readonly rows: readonly unknown[];
  /** Numbers of expected, found and right findings. */
  readonly counts: readonly [number, number, number];
}

const phase = { suite: 'kubetest2', class_name: null, test_name: 'Up' };
const broken = testNamed('broken');
const mixed = retried('broken', ['failed', 'passed']);
const neverPassed = {
  id: 'never-passed-1',
  job: 'job',
  level: 'up',
  test: null,
  failure_template: 'x',
} as const;

const STILL = [marker('a', ['1', '2026-11-01']), marker('b', ['1', '2026-11-02'])];

/** Returns the promotion of a version of marker `a` by a build that tested version 1. */
function promotion(version: string, by: number): Truth['untested_promotions'][number] {
  const promoted_by = `logs/job/${by}/`;
  return { marker: 'a', version, promoted_at: '', promoted_by, tested_version: '1' };
}

const CASES: readonly Case[] = [
  {
    about: 'a flaky test with enough failed builds',
    kind: FLAKY_TESTS,
    truth: { flaky_tests: [flakyTest('a', 1, 1)] },
    rows: [testNamed('a')],
    counts: [1, 1, 1],
  },
  {
    about: 'a flaky test with one failed build',
    kind: FLAKY_TESTS,
    truth: { flaky_tests: [flakyTest('a', 1, 0)] },
    rows: [testNamed('a')],
    counts: [0, 0, 0],
  },
  {
    about: 'a test that is not flaky',
    kind: FLAKY_TESTS,
    truth: { flaky_tests: [flakyTest('a', 2, 0)] },
    rows: [testNamed('b')],
    counts: [1, 1, 0],
  },
  {
    about: 'a phase of the build',
    kind: FLAKY_TESTS,
    truth: {},
    rows: [phase],
    counts: [0, 0, 0],
  },
  {
    about: 'a broken test that passed in three builds',
    kind: FLAKY_TESTS,
    truth: { regressions: [regression()], retried_tests: [mixed, mixed, mixed] },
    rows: [broken],
    counts: [0, 0, 0],
  },
  {
    about: 'a broken test that passed in two builds',
    kind: FLAKY_TESTS,
    truth: { regressions: [regression()], retried_tests: [mixed, mixed] },
    rows: [broken],
    counts: [0, 1, 0],
  },
  {
    about: 'a broken test that fails in every attempt',
    kind: FLAKY_TESTS,
    truth: {
      regressions: [regression()],
      retried_tests: Array.from({ length: 5 }, () => retried('broken', ['failed', 'failed'])),
    },
    rows: [broken],
    counts: [0, 1, 0],
  },
  {
    about: 'a job that never passes',
    kind: NEVER_PASSED,
    truth: {
      never_passed: [{ ...neverPassed, builds: 2 }],
      builds: [build(1, { outcome: 'failed' }), build(2, { outcome: 'errored' })],
    },
    rows: [{ job: 'job' }],
    counts: [1, 1, 1],
  },
  {
    about: 'a job that never passes and ran once',
    kind: NEVER_PASSED,
    truth: {
      never_passed: [{ ...neverPassed, builds: 1 }],
      builds: [build(1, { outcome: 'failed' })],
    },
    rows: [],
    counts: [0, 0, 0],
  },
  {
    about: 'a job without a passed build for no planned fault',
    kind: NEVER_PASSED,
    truth: { builds: [build(1, { outcome: 'failed' }), build(2, { outcome: 'failed' })] },
    rows: [{ job: 'job' }],
    counts: [0, 0, 0],
  },
  {
    about: 'a job that passed',
    kind: NEVER_PASSED,
    truth: { builds: [build(1), build(2, { outcome: 'failed' })] },
    rows: [{ job: 'job' }],
    counts: [0, 1, 0],
  },
  {
    about: 'one of two stalled markers',
    kind: STALE_MARKERS,
    truth: { markers: STILL, stale_markers: STILL.map(({ marker }) => ({ marker, since: '' })) },
    rows: [{ marker: 'a' }],
    counts: [2, 1, 1],
  },
  {
    about: 'a marker without a new version for a long time that no fault stalls',
    kind: STALE_MARKERS,
    truth: { markers: STILL },
    rows: [{ marker: 'a' }],
    counts: [0, 0, 0],
  },
  {
    about: 'a marker that was rewritten with the same version',
    kind: STALE_MARKERS,
    truth: { markers: [marker('a', ['1', '2026-11-01'], ['1', '2026-11-20'])] },
    rows: [{ marker: 'a' }],
    counts: [0, 0, 0],
  },
  {
    about: 'a marker with a new version and an unknown marker',
    kind: STALE_MARKERS,
    truth: { markers: [marker('a', ['1', '2026-11-01'], ['2', '2026-11-20'])] },
    rows: [{ marker: 'a' }, { marker: 'b' }],
    counts: [0, 2, 0],
  },
  {
    about: 'one of two untested promotions, and one of an unknown marker',
    kind: UNTESTED_PROMOTIONS,
    truth: {
      untested_promotions: [promotion('2', 1), promotion('3', 2)],
      builds: [build(1), build(2)],
    },
    rows: [
      { marker: 'a', version: '2' },
      { marker: 'b', version: '2' },
    ],
    counts: [2, 2, 1],
  },
  {
    about: 'a promotion by a build that still runs',
    kind: UNTESTED_PROMOTIONS,
    truth: { untested_promotions: [promotion('2', 1)], builds: [build(1, { outcome: 'running' })] },
    rows: [{ marker: 'a', version: '2' }],
    counts: [0, 0, 0],
  },
];

describe.each(CASES)('$kind.name, found: $about', ({ kind, truth, rows, counts }) => {
  test('has the expected counts', () => {
    const [first] = kind.judge(truthWith(truth), rows);
    const { expected, found, right } = first?.score ?? {};
    expect([expected, found, right]).toEqual(counts);
  });
});

test.each([FLAKY_TESTS, NEVER_PASSED, STALE_MARKERS, UNTESTED_PROMOTIONS])(
  '$name: rows of another form are rejected',
  (kind) => {
    expect(() => kind.judge(truthWith({}), [{ test_name: 1 }])).toThrow();
  },
);
