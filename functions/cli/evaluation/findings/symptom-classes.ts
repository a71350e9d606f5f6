import { z } from 'zod';
import { keyedKind, ownRule } from '../finding-kind.ts';
import { buildKey } from '../keys.ts';

/** The class of the decisive symptom of each failed build; failed tests are not outside of the tests. */
const OWN_CLASSES = `
  SELECT
    causes.build_path,
    causes.class
  FROM build_causes AS causes
  INNER JOIN build_daily AS builds
    ON causes.build_date = builds.build_date
    AND causes.bucket = builds.bucket
    AND causes.build_path = builds.build_path
  WHERE builds.outcome IN ('failed', 'errored')
    AND causes.class IS NOT NULL
    AND COALESCE(causes.cause, '') != 'test'`;

/** The class of the failure that stopped a build outside of its tests. The unit is the build. */
export const BUILD_SYMPTOM_CLASSES = keyedKind({
  name: 'class of symptom',
  rules: [ownRule(OWN_CLASSES)],
  row: z.object({ build_path: z.string(), class: z.string() }),
  keysOf: (row) => [keyOf(row.build_path, row.class)],
  expected: ({ builds }) => ({
    required: new Set(
      builds.flatMap(({ build_path, failure_class }) =>
        failure_class === null ? [] : [keyOf(build_path, failure_class)],
      ),
    ),
  }),
});

function keyOf(path: string, failureClass: string): string {
  return `${buildKey(path)} stopped by ${failureClass}`;
}
