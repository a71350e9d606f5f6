import { describe } from '@jest/globals';

/** Where everything has to be there (`.ci/run`), what is not is a failure. */
const REQUIRE_ALL = process.env['CI_SIGNAL_REQUIRE_ALL'] === '1';

/**
 * `describe`, or one that skips where something is not there that the tests need; it says so aloud.
 *
 * @throws Error where everything has to be there
 */
export function describeIf(
  isThere: boolean,
  missing: string,
): typeof describe | typeof describe.skip {
  if (isThere) return describe;
  if (REQUIRE_ALL) throw new Error(`${missing}: these tests must not be skipped here`);
  console.warn(`skipped: ${missing}`);
  return describe.skip;
}
