import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { z } from 'zod';

/** The last symptom of the log counts; without a log that of the pod. */
const OUR_CLASSES = `
  SELECT
    build_path,
    ANY_VALUE(class HAVING MAX COALESCE(last_line_number, 0)) AS class
  FROM symptom_daily
  WHERE source IN ('log', 'pod_event')
  GROUP BY build_path`;

const rowsSchema = z.array(z.object({ build_path: z.string(), class: z.string() }));

/** Whose fault it was that a build was stopped outside of its tests: infra, product or test. The unit is the build. */
export const SYMPTOM_CLASSES: FindingKind = {
  name: 'class of symptom',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_CLASSES }],
  judge: ({ builds }, rows) => {
    const found = rowsSchema.parse(rows).map((row) => keyOf(row.build_path, row.class));
    const required = new Set(
      builds.flatMap(({ build_path, failure_class }) =>
        failure_class === null ? [] : [keyOf(build_path, failure_class)],
      ),
    );
    return [
      {
        kind: 'class of symptom',
        score: scoreFindings({ required, isTolerated: () => false }, found),
      },
    ];
  },
};

function keyOf(path: string, failureClass: string): string {
  return `${path.replace(/\/$/, '')} stopped by ${failureClass}`;
}
