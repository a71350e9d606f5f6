import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DirectoryStore } from '../../../shared/adapters/local/directory-store.ts';
import { IngestedBuckets } from '../../support/ingested-buckets.ts';
import { describeIf } from '../../support/required.ts';

/** Small buckets with what is right about them, which are kept beside the checkout by maintainers. */
const CASES =
  process.env['CI_SIGNAL_CASES'] ??
  fileURLToPath(new URL('../../../../shared/cases', import.meta.url));

const FLAKY = 'SELECT test_name, flakes, results FROM flaky_tests ORDER BY test_name';
const OUTCOMES =
  'SELECT outcome, COUNT(*), COUNT(DISTINCT test_id) FROM test_results GROUP BY outcome ORDER BY outcome';
const FAILED_BUILDS = `SELECT failed_phase, failed_tests, COUNT(*) FROM build_daily
  WHERE outcome = 'failed' GROUP BY failed_phase, failed_tests ORDER BY failed_tests`;
const ALONE = 'SELECT test_name, failed_alone_builds FROM quarantine_candidates ORDER BY test_name';

interface Case {
  readonly folder: string;
  readonly sql: string;
  readonly expected: readonly (readonly unknown[])[];
}

const EXPECTED: readonly Case[] = [
  // Different tests of one name.
  ...['same-test-per-browser', 'context-in-file-name', 'file-attribute'].flatMap(isFailedAlways),
  ...['same-describe-in-two-files'].flatMap(isFailedAlways),
  { folder: 'tests/testify-suites-in-one-package', sql: FLAKY, expected: [] },
  {
    folder: 'tests/testify-suites-in-one-package',
    sql: "SELECT outcome, COUNT(*) FROM test_results WHERE test_name = 'TestClose' GROUP BY outcome",
    expected: [['failed', 20]],
  },
  {
    folder: 'tests/two-legs-one-build',
    sql: "SELECT failed_phase, failed_tests, COUNT(*), (SELECT COUNT(*) FROM test_results WHERE outcome = 'flaky') FROM build_daily WHERE failed_tests > 0 GROUP BY 1, 2",
    expected: [['test', 1, 10, 0]],
  },

  // One test of several names.
  ...['line-numbers-in-names', 'uuid-and-namespace-in-name', 'version-under-test-in-name'].map(
    (name) => ({
      folder: `tests/${name}`,
      sql: `SELECT flakes, results, tests FROM flaky_tests, (SELECT COUNT(DISTINCT test_id) AS tests FROM test_results)`,
      expected: [[4, 20, 1]],
    }),
  ),
  {
    folder: 'tests/addresses-in-names',
    sql: `SELECT flakes, results, tests FROM flaky_tests, (SELECT COUNT(DISTINCT test_id) AS tests FROM test_results)`,
    expected: [[4, 20, 3]],
  },
  {
    folder: 'tests/rerun-under-another-root-suite',
    sql: 'SELECT test_name, flakes, results, tests FROM flaky_tests, (SELECT COUNT(DISTINCT test_id) AS tests FROM test_results)',
    expected: [['Mounts', 14, 14, 2]],
  },
  {
    folder: 'tests/rerun-under-another-root-suite',
    sql: OUTCOMES,
    expected: [
      ['flaky', 14, 1],
      ['passed', 14, 1],
    ],
  },
  {
    folder: 'tests/suite-name-with-temp-path',
    sql: `SELECT flakes, results, tests FROM flaky_tests, (SELECT COUNT(DISTINCT test_id) AS tests FROM test_results)`,
    expected: [[4, 20, 2]],
  },

  // Summaries and hooks.
  {
    folder: 'tests/subtests-and-parents',
    sql: FLAKY,
    expected: [['TestStack/together/Mirror', 4, 14]],
  },
  {
    folder: 'tests/subtests-and-parents',
    sql: ALONE,
    expected: [['TestStack/together/Mirror', 4]],
  },
  { folder: 'tests/kubetest-one-summary', sql: FLAKY, expected: [['Volumes should mount', 3, 14]] },
  { folder: 'tests/kubetest-one-summary', sql: ALONE, expected: [['Volumes should mount', 3]] },
  {
    folder: 'tests/failure-only-hook-cases',
    sql: FLAKY,
    expected: [['"before each" hook for "renews"', 4, 20]],
  },
  { folder: 'tests/aftersuite-fails-beside', sql: FLAKY, expected: [['[It] renews', 4, 20]] },
  { folder: 'tests/aftersuite-fails-beside', sql: ALONE, expected: [['[It] renews', 4]] },
  { folder: 'tests/interrupted-by-abort', sql: FLAKY, expected: [] },
  {
    folder: 'tests/interrupted-by-abort',
    sql: 'SELECT test_name FROM test_flakiness UNION ALL SELECT CAST(tests AS STRING) FROM failure_clusters',
    expected: [],
  },

  // Failures of suites.
  {
    folder: 'tests/red-with-suite-error-only',
    sql: FAILED_BUILDS,
    expected: [['test', 1, 4]],
  },
  {
    folder: 'tests/red-with-suite-error-only',
    sql: "SELECT COUNT(*), COUNT(DISTINCT failure_fingerprint), ANY_VALUE(failure_message) FROM test_results WHERE outcome = 'failed'",
    expected: [[4, 1, 'no such class']],
  },

  // Retries in other builds.
  ...['tests/retest-after-base-moved', 'tests-right-today/retest-after-base-moved-control'].flatMap(
    (folder) => [
      {
        folder,
        sql: 'SELECT flakes, results FROM flaky_tests',
        expected: [[12, 24]],
      },
      { folder, sql: 'SELECT COUNT(*) FROM quarantine_candidates', expected: [[1]] },
    ],
  ),

  // Controls.
  {
    folder: 'tests-right-today/addresses-in-names-control',
    sql: 'SELECT flakes, results FROM flaky_tests',
    expected: [[4, 20]],
  },
  {
    folder: 'tests-right-today/subtests-and-parents-control',
    sql: ALONE,
    expected: [['TestMirror', 4]],
  },
  {
    folder: 'tests-right-today/retry-in-its-own-file',
    sql: FLAKY,
    expected: [['Volumes should mount', 4, 14]],
  },
  {
    folder: 'tests-right-today/go-test-count-5',
    sql: "SELECT outcome, attempts, failed_attempts, COUNT(*) FROM test_results WHERE test_name = 'TestRenew' GROUP BY 1, 2, 3 ORDER BY 1",
    expected: [
      ['flaky', 5, 1, 2],
      ['passed', 5, 0, 12],
    ],
  },
];

/** Returns what holds for a case in which one of several tests of one name fails in every build. */
function isFailedAlways(name: string): readonly Case[] {
  const folder = `tests/${name}`;
  const builds = name === 'same-test-per-browser' ? 14 : 20;
  return [
    { folder, sql: FLAKY, expected: [] },
    { folder, sql: OUTCOMES, expected: [['failed', builds, 1]] },
    { folder, sql: FAILED_BUILDS, expected: [['test', 1, builds]] },
  ];
}

describeIf(existsSync(CASES), 'the cases beside the checkout')('identity', () => {
  let buckets: IngestedBuckets;
  let loaded: string | undefined;

  beforeAll(async () => {
    buckets = await IngestedBuckets.open(
      ...[
        'build_daily',
        'failure_clusters',
        'flaky_tests',
        'quarantine_candidates',
        'test_flakiness',
      ],
    );
  });
  afterAll(() => buckets.close());

  test.each(EXPECTED)('$folder: $sql', async ({ folder, sql, expected }) => {
    if (loaded !== folder) {
      const store = new DirectoryStore(new Map([['bucket', `${CASES}/${folder}/bucket`]]));
      await buckets.replaceBy(store, 'bucket');
    }
    loaded = folder;
    expect(await buckets.rows(sql)).toEqual(expected);
  });
});
