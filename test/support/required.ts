import { describe } from 'vitest';

/** Whether a missing prerequisite is an error, as in `.ci/run`. */
const REQUIRE_ALL = process.env['CI_SIGNAL_REQUIRE_ALL'] === '1';

/**
 * Returns `describe` if a prerequisite of the tests exists. Otherwise it prints a warning and returns `describe.skip`.
 *
 * @throws Error if the prerequisite is missing although all are required
 */
export function describeIf(
  exists: boolean,
  missing: string,
): typeof describe | typeof describe.skip {
  if (exists) return describe;
  if (REQUIRE_ALL) throw new Error(`${missing}: these tests must not be skipped here`);
  console.warn(`skipped: ${missing}`);
  return describe.skip;
}
