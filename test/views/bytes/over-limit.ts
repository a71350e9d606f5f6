/** Bytes that a view of a window may scan at the size of Kubernetes. */
export const LIMIT_BYTES = 5e9;

const TESTS =
  'It reads test_daily of all dates, because the window begins with a subquery, by which BigQuery does not prune. Of 28 dates it would be a thirteenth.';
const COVERAGE =
  'It reads build_coverage of all dates, because the window begins with a subquery, by which BigQuery does not prune. Of 28 dates it would be a thirteenth.';
const ROWS =
  'It counts the rows of each date in the raw tables, of which it reads the dates alone; refresh asks it once an hour.';

/** Views that scan more, with the reason. */
export const OVER_LIMIT: Readonly<Record<string, string>> = {
  board_signal: TESTS,
  board_summary: TESTS,
  coverage_builds: COVERAGE,
  coverage_change: COVERAGE,
  coverage_daily: COVERAGE,
  coverage_gaps: COVERAGE,
  coverage_hotspots: TESTS,
  coverage_regressions: COVERAGE,
  coverage_trend: COVERAGE,
  dimension_attribution: TESTS,
  failure_verdicts: TESTS,
  flakiness: TESTS,
  flaky_tests: TESTS,
  histories: TESTS,
  incident_regressions: TESTS,
  incidents: TESTS,
  job_breaks: TESTS,
  job_flakiness: TESTS,
  job_flakiness_without_infra: TESTS,
  job_lifecycle: TESTS,
  kettle_builds:
    'It has no window: queries that were written for kettle have no filter, and read the raw tables of all dates.',
  newest_coverage: COVERAGE,
  quarantine_candidates: TESTS,
  raw_row_counts: ROWS,
  recent_builds:
    'It has all columns of the builds of all dates; a query that names its columns reads those alone.',
  recent_test_days: TESTS,
  skip_debt: TESTS,
  stale_dates: ROWS,
  test_changepoints: TESTS,
  test_flakiness: TESTS,
  test_flakiness_without_infra: TESTS,
  unstable_results: TESTS,
};
