/** Bytes that a view of a window may scan at the size of Kubernetes. */
export const LIMIT_BYTES = 5e9;

const TESTS =
  'It reads test_daily of the window, where the names of the tests are most of the bytes; the histories of tests need them.';
const SNAPSHOT = `${TESTS} Only refresh computes it.`;
const ROWS =
  'It counts the rows of all dates in the raw tables, of which it reads the dates alone; refresh asks it once an hour.';

/** Views that scan more, with the reason. */
export const OVER_LIMIT: Readonly<Record<string, string>> = {
  hook_days: SNAPSHOT,
  kettle_builds:
    'It has no window: queries that were written for kettle have no filter, and read the raw tables of all dates.',
  raw_row_counts: ROWS,
  recent_test_days: TESTS,
  recent_tests: SNAPSHOT,
  stale_dates: ROWS,
  unstable_test_days: SNAPSHOT,
};
