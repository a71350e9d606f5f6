import { z } from 'zod';
import { keyedKind, ownRule } from '../finding-kind.ts';
import { buildKey } from '../keys.ts';

/** The class of the last symptom in the log, or of the pod's event for builds without a log. */
const OWN_CLASSES = `
  SELECT
    build_path,
    ANY_VALUE(class HAVING MAX COALESCE(last_line_number, 0)) AS class
  FROM symptom_daily
  WHERE source IN ('log', 'pod_event')
  GROUP BY build_path`;

/** The class (infra, product or test) of the failure that stopped a build outside of its tests. The unit is the build. */
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
