import { z } from 'zod';
import { keyedKind, ownRule } from '../finding-kind.ts';
import { buildKey } from '../keys.ts';

/** Builds that failed before any test ran: the best rule that does not need the texts of failures. */
const EARLY_FAILURES = `
  SELECT build_path
  FROM build_daily
  WHERE outcome IN ('failed', 'errored') AND COALESCE(run_tests, 0) = 0`;

/** Builds with infrastructure failures only, which flake rates can leave out. */
export const INFRA_FAILURES = keyedKind({
  name: 'infra failure',
  rules: [
    ownRule('SELECT build_path FROM build_daily WHERE is_infra_failure'),
    { name: 'no test ran', setting: null, sql: EARLY_FAILURES },
  ],
  row: z.object({ build_path: z.string() }),
  keysOf: ({ build_path }) => [buildKey(build_path)],
  expected: ({ builds }) => ({
    required: new Set(
      builds
        .filter(({ is_infra_failure }) => is_infra_failure)
        .map(({ build_path }) => buildKey(build_path)),
    ),
  }),
});
